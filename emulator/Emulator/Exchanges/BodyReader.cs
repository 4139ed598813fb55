using System.Buffers;
using System.IO.Pipelines;

namespace Emulator.Exchanges;

/// <summary>Reads a request's body up to a bound, without ever holding more than that.</summary>
internal static class BodyReader
{
    private const int FirstRead = 4096;

    /// <summary>Longer bodies get their memory as they come: a client that only claims to send one must not hold it.</summary>
    private const int LongestTrusted = 128 * 1024;

    /// <summary>The whole body, or <see langword="null"/> when it is longer than the bound.</summary>
    /// <exception cref="IOException">The client went away in the middle of it.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        if (request.ContentLength is { } length and <= LongestTrusted)
        {
            // Exactly as much as is needed: the body lives as long as its exchange, and thousands may be waiting.
            return await ReadWholeAsync(request.BodyReader, new byte[length], cancellationToken);
        }

        var buffer = new ArrayBufferWriter<byte>(FirstRead);
        while (true)
        {
            var read = await request.Body.ReadAsync(buffer.GetMemory(FirstRead), cancellationToken);
            if (read == 0)
            {
                return buffer.WrittenCount < request.ContentLength ? throw TooShort() : buffer.WrittenMemory;
            }

            buffer.Advance(read);
            if (buffer.WrittenCount > maxBytes)
            {
                return null;
            }
        }
    }

    private static EndOfStreamException TooShort() => new("the body is shorter than its Content-Length");

    private static async ValueTask<ReadOnlyMemory<byte>> ReadWholeAsync(
        PipeReader body, byte[] whole, CancellationToken cancellationToken)
    {
        for (var filled = 0; filled < whole.Length;)
        {
            var read = await body.ReadAsync(cancellationToken);
            var bytes = read.Buffer.Length > whole.Length - filled ? read.Buffer.Slice(0, whole.Length - filled) : read.Buffer;
            bytes.CopyTo(whole.AsSpan(filled));
            filled += (int)bytes.Length;
            body.AdvanceTo(bytes.End);
            if (read.IsCompleted && filled < whole.Length)
            {
                throw TooShort();
            }
        }

        return whole;
    }
}
