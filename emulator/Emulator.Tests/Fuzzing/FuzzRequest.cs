using System.Text;

namespace Emulator.Tests.Fuzzing;

/// <summary>A request as it is sent, well-formed or not.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Body">The body.</param>
internal sealed record FuzzRequest(string Method, string Target, byte[] Body)
{
    /// <summary>Stands in every key, and nowhere else.</summary>
    public const string KeyMarker = "zqKEYqz";

    /// <summary>Stands in every prompt, and nowhere else.</summary>
    public const string PromptMarker = "zqPROMPTqz";

    /// <summary>The headers in their order; one may stand there twice.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public string Path => Target.Split('?')[0];

    public string Query => Target.Contains('?', StringComparison.Ordinal) ? Target[Target.IndexOf('?', StringComparison.Ordinal)..] : "";

    public string? Header(string name) => Headers
        .Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(header => header.Value)
        .FirstOrDefault();

    public FuzzRequest With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public FuzzRequest Without(string name) => this with
    {
        Headers = [.. Headers.Where(header => !header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))],
    };

    public FuzzRequest Instead(string name, string value) => Without(name).With(name, value);

    /// <summary>What goes over a socket.</summary>
    /// <param name="isChunked">Whether the body goes in pieces, in place of as many bytes as were announced.</param>
    public byte[] Wire(bool isChunked)
    {
        StringBuilder head = new($"{Method} {Target} HTTP/1.1\r\n");
        foreach (var (name, value) in Header("Host") is null ? [("Host", "127.0.0.1"), .. Headers] : Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        var hasBody = Body.Length > 0;
        head.Append(!hasBody ? "" : isChunked ? "Transfer-Encoding: chunked\r\n" : $"Content-Length: {Body.Length}\r\n").Append("\r\n");
        var start = Encoding.UTF8.GetBytes(head.ToString());
        return !hasBody ? start
            : isChunked
                ? [.. start, .. Encoding.ASCII.GetBytes($"{Body.Length:x}\r\n"), .. Body, .. "\r\n0\r\n\r\n"u8]
                : [.. start, .. Body];
    }

    /// <summary>One line for a message about it.</summary>
    public override string ToString() => $"{Method} {Shown(Target)} [{string.Join(", ", Headers.Select(header => $"{header.Name}: {Shown(header.Value)}"))}] "
        + Shown(Encoding.UTF8.GetString(Body));

    private static string Shown(string text) => text.Length <= 300 ? text : $"{text[..300]}... ({text.Length})";
}
