namespace Emulator.Images.Coding;

/// <summary>
/// Writes the lengths of a prefix code's words the way that deflate (RFC 1951, 3.2.7) and lossless WebP share: runs of equal
/// lengths and of zeros, coded by a small prefix code of their own.
/// </summary>
internal sealed class CodeLengths
{
    private const int RepeatLast = 16;
    private const int FewZeros = 17;
    private const int ManyZeros = 18;

    private readonly List<(byte Symbol, byte Extra)> _runs = [];

    /// <param name="lengths">The lengths, of one alphabet or of several one after the other.</param>
    public CodeLengths(ReadOnlySpan<byte> lengths)
    {
        for (var at = 0; at < lengths.Length;)
        {
            var value = lengths[at];
            var rest = lengths[at..].IndexOfAnyExcept(value);
            var run = rest < 0 ? lengths.Length - at : rest;
            at += run;
            if (value == 0)
            {
                AddZeros(run);
            }
            else
            {
                AddEqual(value, run);
            }
        }

        var counts = new int[19];
        foreach (var (symbol, _) in _runs)
        {
            counts[symbol]++;
        }

        Code = PrefixCode.For(counts, longestBits: 7);
    }

    /// <summary>The code of the runs; each format writes its lengths in an order of its own.</summary>
    public PrefixCode Code { get; }

    /// <summary>How many of the code's lengths must be written when they are written in this order; at least four.</summary>
    public int NeededOf(ReadOnlySpan<byte> order)
    {
        var needed = order.Length;
        while (needed > 4 && Code.Lengths[order[needed - 1]] == 0)
        {
            needed--;
        }

        return needed;
    }

    public void WriteRuns(BitPacker bits)
    {
        foreach (var (symbol, extra) in _runs)
        {
            bits.Put(Code, symbol);
            bits.Put(extra, symbol switch { RepeatLast => 2, FewZeros => 3, ManyZeros => 7, _ => 0 });
        }
    }

    private void AddZeros(int run)
    {
        for (; run >= 11; run -= Math.Min(run, 138))
        {
            _runs.Add((ManyZeros, (byte)(Math.Min(run, 138) - 11)));
        }

        for (; run >= 3; run -= Math.Min(run, 10))
        {
            _runs.Add((FewZeros, (byte)(Math.Min(run, 10) - 3)));
        }

        AddEach(0, run);
    }

    private void AddEqual(byte value, int run)
    {
        _runs.Add((value, 0));
        for (run--; run >= 3; run -= Math.Min(run, 6))
        {
            _runs.Add((RepeatLast, (byte)(Math.Min(run, 6) - 3)));
        }

        AddEach(value, run);
    }

    private void AddEach(byte value, int times)
    {
        for (; times > 0; times--)
        {
            _runs.Add((value, 0));
        }
    }
}
