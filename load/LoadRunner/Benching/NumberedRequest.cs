using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace LoadRunner.Benching;

/// <summary>A request that is made once and gets another number in its prompt before each time it is sent.</summary>
internal sealed class NumberedRequest
{
    private const int Digits = 10;
    private const string Key = "sk-00000000000000000000000000000001";

    private static readonly string Placeholder = new('0', Digits);

    private readonly byte[] _bytes;
    private readonly int _digitsAt;

    /// <param name="path">The path.</param>
    /// <param name="body">The body; the number takes the place of its first ten zeros.</param>
    public NumberedRequest(string path, string body)
    {
        // Neither call id nor attempt: a foreign client names none, and the server has to work them out.
        var head = string.Create(CultureInfo.InvariantCulture, $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + $"Authorization: Bearer {Key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n");
        _bytes = Encoding.ASCII.GetBytes(head + body);
        _digitsAt = head.Length + body.IndexOf(Placeholder, StringComparison.Ordinal);
    }

    /// <summary>The request with a number, good until the next one is asked for.</summary>
    public ReadOnlyMemory<byte> With(long number)
    {
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(_digitsAt, Digits), out _, new System.Buffers.StandardFormat('D', Digits));
        return _bytes;
    }
}
