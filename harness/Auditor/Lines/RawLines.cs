namespace Auditor.Lines;

/// <summary>A line as it stands in the file.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Bytes">The line without its end; valid until the next line is taken.</param>
/// <param name="IsTooLong">The line was longer than is read; its bytes are gone.</param>
/// <param name="IsEnded">A line end followed; a last line without one may have been cut.</param>
internal readonly record struct RawLine(long Number, ReadOnlyMemory<byte> Bytes, bool IsTooLong, bool IsEnded);

/// <summary>Cuts a stream into lines with one buffer, however large the stream is.</summary>
internal static class RawLines
{
    /// <summary>The longest line that is read, in bytes.</summary>
    public const int MaxLineBytes = 64 * 1024;

    public static IEnumerable<RawLine> Of(Stream stream)
    {
        var buffer = new byte[MaxLineBytes + 1];
        var filled = 0;
        var number = 0L;
        var skipping = false;
        while (stream.Read(buffer, filled, buffer.Length - filled) is > 0 and var read)
        {
            var end = filled + read;
            var start = 0;
            while (buffer.AsSpan(start, end - start).IndexOf((byte)'\n') is >= 0 and var length)
            {
                number++;
                yield return new RawLine(number, Line(buffer, start, skipping ? 0 : length), skipping, true);
                skipping = false;
                start += length + 1;
            }

            filled = end - start;
            buffer.AsSpan(start, filled).CopyTo(buffer);
            if (filled == buffer.Length)
            {
                skipping = true;
            }

            if (skipping)
            {
                filled = 0;
            }
        }

        if (filled > 0 || skipping)
        {
            yield return new RawLine(number + 1, Line(buffer, 0, filled), skipping, false);
        }
    }

    private static ReadOnlyMemory<byte> Line(byte[] buffer, int start, int length) =>
        buffer.AsMemory(start, length > 0 && buffer[start + length - 1] == '\r' ? length - 1 : length);
}
