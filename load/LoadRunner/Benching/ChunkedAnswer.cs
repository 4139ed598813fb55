namespace LoadRunner.Benching;

/// <summary>Tells when a chunked answer of status 200 is whole: all that a load generator which must cost little asks of it.</summary>
internal static class ChunkedAnswer
{
    /// <summary>As long as the beginning that is looked at.</summary>
    private const int ShortestBeginning = 13;

    /// <summary>Whether so many bytes are one whole answer; more than one is never there, because one is asked for at a time.</summary>
    /// <exception cref="InvalidDataException">They are the beginning of something else.</exception>
    public static bool IsWhole(ReadOnlySpan<byte> received)
    {
        if (received.Length < ShortestBeginning)
        {
            return false;
        }

        return received.StartsWith("HTTP/1.1 200 "u8)
            ? received.EndsWith("\r\n0\r\n\r\n"u8)
            : throw new InvalidDataException($"status {System.Text.Encoding.ASCII.GetString(received[9..12])}");
    }
}
