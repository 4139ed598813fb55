namespace Emulator.Images.Coding;

/// <summary>A canonical prefix code (Huffman) fitted to how often each symbol comes, as deflate and lossless WebP define it.</summary>
internal sealed class PrefixCode
{
    public const int LongestWordBits = 15;

    private readonly byte[] _lengths;
    private readonly uint[] _words;

    private PrefixCode(byte[] lengths)
    {
        _lengths = lengths;
        _words = WordsOf(lengths);
    }

    /// <summary>The bits of every symbol's word; 0 for symbols that do not come.</summary>
    public ReadOnlySpan<byte> Lengths => _lengths;

    /// <summary>Every symbol's word, its first bit lowest, shifted by eight; the lowest eight bits say how many it has.</summary>
    public ReadOnlySpan<uint> Words => _words;

    /// <summary>The code for these counts.</summary>
    /// <param name="counts">How often each symbol comes.</param>
    /// <param name="longestBits">How long a word may be.</param>
    public static PrefixCode For(ReadOnlySpan<int> counts, int longestBits = LongestWordBits)
    {
        // Rare symbols make long words; where they are too long, rare symbols count as less rare.
        var total = 0L;
        foreach (var count in counts)
        {
            total += count;
        }

        for (var least = Math.Max(1, (int)(total >> longestBits)); ; least *= 2)
        {
            var lengths = LengthsOf(counts, least);
            if (lengths.Max() <= longestBits)
            {
                return new PrefixCode(lengths);
            }
        }
    }

    private static byte[] LengthsOf(ReadOnlySpan<int> counts, int least)
    {
        var symbols = SymbolsByCount(counts);
        var lengths = new byte[counts.Length];
        if (symbols.Length < 2)
        {
            foreach (var symbol in symbols)
            {
                lengths[symbol] = 1;
            }

            return lengths;
        }

        // Nodes: the leaves by ascending count, then the inner nodes in the order in which they are made, which ascends, too.
        var parents = new int[(2 * symbols.Length) - 1];
        var weights = new long[parents.Length];
        for (var i = 0; i < symbols.Length; i++)
        {
            weights[i] = Math.Max(counts[symbols[i]], least);
        }

        var (leaf, inner) = (0, symbols.Length);
        for (var made = symbols.Length; made < parents.Length; made++)
        {
            var (one, other) = (Lightest(made), Lightest(made));
            weights[made] = weights[one] + weights[other];
            parents[one] = made;
            parents[other] = made;
        }

        var depths = new byte[parents.Length];
        for (var node = parents.Length - 2; node >= 0; node--)
        {
            depths[node] = (byte)(depths[parents[node]] + 1);
        }

        for (var i = 0; i < symbols.Length; i++)
        {
            lengths[symbols[i]] = depths[i];
        }

        return lengths;

        int Lightest(int end) =>
            leaf < symbols.Length && (inner >= end || weights[leaf] <= weights[inner]) ? leaf++ : inner++;
    }

    private static int[] SymbolsByCount(ReadOnlySpan<int> counts)
    {
        List<(int Count, int Symbol)> used = [];
        for (var symbol = 0; symbol < counts.Length; symbol++)
        {
            if (counts[symbol] > 0)
            {
                used.Add((counts[symbol], symbol));
            }
        }

        used.Sort();
        return [.. used.Select(each => each.Symbol)];
    }

    private static uint[] WordsOf(byte[] lengths)
    {
        var words = new uint[lengths.Length];
        var word = 0u;
        for (var bits = 1; bits <= LongestWordBits; bits++, word <<= 1)
        {
            for (var symbol = 0; symbol < lengths.Length; symbol++)
            {
                if (lengths[symbol] == bits)
                {
                    words[symbol] = (Reversed(word++, bits) << 8) | (uint)bits;
                }
            }
        }

        return words;
    }

    private static uint Reversed(uint word, int bits)
    {
        var reversed = 0u;
        for (var i = 0; i < bits; i++, word >>= 1)
        {
            reversed = (reversed << 1) | (word & 1);
        }

        return reversed;
    }
}
