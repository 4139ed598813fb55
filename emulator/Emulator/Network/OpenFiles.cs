using System.Globalization;

namespace Emulator.Network;

/// <summary>How many connections the operating system lets this process have.</summary>
internal static class OpenFiles
{
    private const string LimitsFile = "/proc/self/limits";
    private const string Line = "Max open files";
    private const int LeastReserve = 256;
    private const int LeastConnections = 16;

    /// <summary>A bound of connections that leaves files for everything else; the wish itself where there is room for it.</summary>
    public static int Bound(int wish) => LimitIn(File.Exists(LimitsFile) ? File.ReadLines(LimitsFile) : []) is { } limit
        ? Math.Min(wish, ConnectionsOf(limit))
        : wish;

    /// <summary>How many connections fit in so many files, beside callbacks, journals and the runtime's own.</summary>
    public static int ConnectionsOf(long files) =>
        (int)Math.Clamp(files - Math.Max(LeastReserve, files / 8), LeastConnections, int.MaxValue);

    /// <summary>The number in a text like Linux's; <see langword="null"/> where there is none, or no limit.</summary>
    public static long? LimitIn(IEnumerable<string> lines) =>
        lines.FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal)) is { } line
            && long.TryParse(
                line[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : null;
}
