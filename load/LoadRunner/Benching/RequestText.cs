using System.Globalization;
using System.Text;

namespace LoadRunner.Benching;

/// <summary>A request as it goes over the wire; each has a call id of its own.</summary>
/// <param name="path">Path and query.</param>
/// <param name="body">The same body for all.</param>
internal sealed class RequestText(string path, byte[] body)
{
    private const string Key = "sk-00000000000000000000000000000001";

    public byte[] For(int call)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + $"Authorization: Bearer {Key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n"
            + $"X-Request-Id: bench-{call:00000000}\r\nX-Retry-Count: 0\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
