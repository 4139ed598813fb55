using System.Buffers;

namespace LoadRunner.Running;

/// <summary>Finds where a server listens in a line that it printed.</summary>
internal static class PrintedUrl
{
    private const string Scheme = "http://";

    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\"'<>,;()");

    /// <summary>The first http address with a port, reduced to scheme, host and port.</summary>
    public static Uri? Find(string line)
    {
        var start = line.IndexOf(Scheme, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        var rest = line.AsSpan(start);
        var end = rest.IndexOfAny(Ends);
        return Uri.TryCreate((end < 0 ? rest : rest[..end]).ToString(), UriKind.Absolute, out var url) && !url.IsDefaultPort
            ? new Uri(url.GetLeftPart(UriPartial.Authority))
            : null;
    }
}
