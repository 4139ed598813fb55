using System.Text;

namespace Emulator.Tests.Sockets;

/// <summary>Reads an answer in chunks as far as it came.</summary>
internal static class ChunkedAnswer
{
    /// <summary>The text of the chunks that came; <see langword="null"/> when no head came.</summary>
    public static string? BodyOf(string answer)
    {
        var end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var rest = answer[(end + 4)..];
        var body = new StringBuilder();
        while (rest.IndexOf("\r\n", StringComparison.Ordinal) is var line and > 0)
        {
            var length = Convert.ToInt32(rest[..line], 16);
            rest = rest[(line + 2)..];
            body.Append(rest.AsSpan(0, Math.Min(length, rest.Length)));
            rest = rest[Math.Min(length + 2, rest.Length)..];
        }

        return body.ToString();
    }
}
