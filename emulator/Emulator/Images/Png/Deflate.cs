using Emulator.Images.Coding;

namespace Emulator.Images.Png;

/// <summary>
/// Writes deflate (RFC 1951) without looking for repetitions, which grainy pictures do not have: each block is a prefix code
/// fitted to its bytes. Other than a library's, its output is the same on every machine.
/// </summary>
internal sealed class Deflate(BitPacker bits)
{
    private const int EndOfBlock = 256;

    /// <summary>Of longer blocks a quarter is counted.</summary>
    private const int ShortBlock = 4096;

    /// <summary>Four words are packed at once.</summary>
    private const int LongestWordBits = 14;

    private readonly int[] _counts = new int[4 * 256];

    private static ReadOnlySpan<byte> LengthOrder => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    public void WriteBlock(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var code = PrefixCode.For(CountOf(bytes), LongestWordBits);
        bits.Put(isLast ? 1u : 0u, 1);
        bits.Put(2, 2);
        WriteCode(code);
        bits.PutAll(code, bytes);
        bits.Put(code, EndOfBlock);
    }

    private int[] CountOf(ReadOnlySpan<byte> bytes)
    {
        // Four tables, because a byte often equals the one before, whose count is not written yet.
        Array.Clear(_counts);
        var a = _counts.AsSpan(0, 256);
        var b = _counts.AsSpan(256, 256);
        var c = _counts.AsSpan(512, 256);
        var d = _counts.AsSpan(768, 256);
        var step = bytes.Length < ShortBlock ? 4 : 16;
        for (var i = 0; i + 4 <= bytes.Length; i += step)
        {
            a[bytes[i]]++;
            b[bytes[i + 1]]++;
            c[bytes[i + 2]]++;
            d[bytes[i + 3]]++;
        }

        // Every byte may come where nobody counted.
        var counts = new int[EndOfBlock + 1];
        for (var value = 0; value < 256; value++)
        {
            counts[value] = 1 + (32 * (a[value] + b[value] + c[value] + d[value]));
        }

        counts[EndOfBlock] = 1;
        return counts;
    }

    private void WriteCode(PrefixCode code)
    {
        // No distance is ever written, but one code must stand there, and one bit long.
        CodeLengths lengths = new([.. code.Lengths, 1]);
        var needed = lengths.NeededOf(LengthOrder);
        bits.Put((uint)(code.Lengths.Length - 257), 5);
        bits.Put(0, 5);
        bits.Put((uint)(needed - 4), 4);
        foreach (var symbol in LengthOrder[..needed])
        {
            bits.Put(lengths.Code.Lengths[symbol], 3);
        }

        lengths.WriteRuns(bits);
    }
}
