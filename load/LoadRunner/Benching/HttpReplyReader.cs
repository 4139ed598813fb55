using System.Globalization;
using System.Text;

namespace LoadRunner.Benching;

/// <summary>
/// Reads one HTTP/1.1 answer from bytes as they come, with a length or in chunks. It does less than a real client on
/// purpose: at forty thousand frames a second the client must not be what is measured.
/// </summary>
internal sealed class HttpReplyReader
{
    private const int LongestHead = 16 * 1024;

    private readonly FrameSplitter _frames = new();
    private byte[] _head = new byte[1024];
    private int _headLength;
    private long _left;
    private Part _part;

    /// <summary>What of the answer the next byte belongs to.</summary>
    private enum Part
    {
        Head,
        Body,
        ChunkSize,
        ChunkExtension,
        Chunk,
        ChunkEnd,
        Trailer,
        TrailerLine,
        Nothing,
    }

    public int Status { get; private set; }

    public long BodyBytes { get; private set; }

    /// <summary>How many server-sent events the body had so far.</summary>
    public int Frames => _frames.Count;

    public bool IsComplete => _part is Part.Nothing;

    /// <summary>Takes the next bytes of the answer.</summary>
    /// <returns>How many server-sent events end in them.</returns>
    /// <exception cref="InvalidDataException">They are no answer that this reader knows.</exception>
    public int Feed(ReadOnlySpan<byte> bytes)
    {
        var before = Frames;
        while (!bytes.IsEmpty)
        {
            bytes = _part switch
            {
                Part.Head => ReadHead(bytes),
                Part.Body or Part.Chunk => ReadBody(bytes),
                Part.Nothing => throw new InvalidDataException("the server sent more than one whole answer"),
                _ => ReadFraming(bytes),
            };
        }

        return Frames - before;
    }

    private ReadOnlySpan<byte> ReadHead(ReadOnlySpan<byte> bytes)
    {
        if (_headLength + bytes.Length > _head.Length)
        {
            Array.Resize(ref _head, Math.Max(_head.Length * 2, _headLength + bytes.Length));
        }

        bytes.CopyTo(_head.AsSpan(_headLength));
        var end = _head.AsSpan(0, _headLength + bytes.Length).IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            _headLength += bytes.Length;
            return _headLength > LongestHead ? throw new InvalidDataException("the answer's head does not end") : [];
        }

        var rest = bytes[(end + 4 - _headLength)..];
        Understand(Encoding.ASCII.GetString(_head, 0, end));
        _head = [];
        return rest;
    }

    private void Understand(string head)
    {
        var lines = head.Split("\r\n");
        var words = lines[0].Split(' ');
        if (words.Length < 2 || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw new InvalidDataException("the answer is not HTTP/1.1");
        }

        Status = status;
        if (ValueOf(lines, "Transfer-Encoding") is "chunked")
        {
            _part = Part.ChunkSize;
        }
        else if (long.TryParse(ValueOf(lines, "Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out _left))
        {
            _part = _left == 0 ? Part.Nothing : Part.Body;
        }
        else
        {
            throw new InvalidDataException("the answer has neither a length nor chunks");
        }
    }

    private static string? ValueOf(string[] lines, string name)
    {
        foreach (var line in lines)
        {
            if (line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && line.AsSpan(name.Length).StartsWith(":"))
            {
                return line[(name.Length + 1)..].Trim();
            }
        }

        return null;
    }

    private ReadOnlySpan<byte> ReadBody(ReadOnlySpan<byte> bytes)
    {
        var length = (int)Math.Min(_left, bytes.Length);
        _frames.Feed(bytes[..length]);
        BodyBytes += length;
        _left -= length;
        if (_left == 0)
        {
            _part = _part is Part.Body ? Part.Nothing : Part.ChunkEnd;
        }

        return bytes[length..];
    }

    /// <summary>Takes one byte of what stands around chunks.</summary>
    private ReadOnlySpan<byte> ReadFraming(ReadOnlySpan<byte> bytes)
    {
        var next = bytes[0];
        var isLineEnd = next == (byte)'\n';
        _part = _part switch
        {
            Part.ChunkEnd => isLineEnd ? Part.ChunkSize : Part.ChunkEnd,
            Part.ChunkSize or Part.ChunkExtension when isLineEnd => _left == 0 ? Part.Trailer : Part.Chunk,
            Part.ChunkSize => ReadSizeDigit(next),
            Part.ChunkExtension => Part.ChunkExtension,
            Part.TrailerLine => isLineEnd ? Part.Trailer : Part.TrailerLine,
            _ when isLineEnd => Part.Nothing,
            _ => next == (byte)'\r' ? Part.Trailer : Part.TrailerLine,
        };
        return bytes[1..];
    }

    private Part ReadSizeDigit(byte digit)
    {
        if (!char.IsAsciiHexDigit((char)digit))
        {
            return Part.ChunkExtension;
        }

        _left = (_left << 4) + (digit <= (byte)'9' ? digit - (byte)'0' : (digit | 0x20) - (byte)'a' + 10);
        return Part.ChunkSize;
    }
}
