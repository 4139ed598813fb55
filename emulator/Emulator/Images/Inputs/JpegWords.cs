namespace Emulator.Images.Inputs;

/// <summary>A Huffman table of a JPEG file, looked up by the next sixteen bits.</summary>
internal sealed class JpegWords
{
    private const int LongestBits = 16;

    private readonly int[] _ends = new int[LongestBits + 1];
    private readonly int[] _starts = new int[LongestBits + 1];
    private readonly int[] _firstSymbols = new int[LongestBits + 1];
    private readonly byte[] _symbols;

    /// <summary>For every start of eight bits: the symbol and, shifted by eight, how long its word is; 0 where it is longer.</summary>
    private readonly short[] _short = new short[256];

    /// <param name="counts">How many words there are of each length.</param>
    /// <param name="symbols">What they mean, in their order.</param>
    /// <exception cref="InvalidDataException">There are more words than such lengths permit.</exception>
    public JpegWords(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        _symbols = symbols.ToArray();
        var (word, symbol) = (0, 0);
        for (var bits = 1; bits <= LongestBits; bits++)
        {
            _firstSymbols[bits] = symbol;
            _starts[bits] = word;
            word += counts[bits - 1];
            symbol += counts[bits - 1];
            _ends[bits] = word;
            if (word > 1 << bits)
            {
                throw new InvalidDataException("A table has too many words.");
            }

            FillShort(bits);
            word <<= 1;
        }
    }

    /// <summary>Takes the next symbol.</summary>
    /// <exception cref="InvalidDataException">No word begins so.</exception>
    public byte Next(ref JpegBits bits)
    {
        var next = bits.Peek(LongestBits);
        if (_short[next >> 8] is not 0 and var found)
        {
            bits.Skip(found >> 8);
            return (byte)found;
        }

        for (var length = 9; length <= LongestBits; length++)
        {
            var word = next >> (LongestBits - length);
            if (word >= _starts[length] && word < _ends[length])
            {
                bits.Skip(length);
                return _symbols[_firstSymbols[length] + word - _starts[length]];
            }
        }

        throw new InvalidDataException("There is no such word.");
    }

    private void FillShort(int bits)
    {
        for (var word = _starts[bits]; bits <= 8 && word < _ends[bits]; word++)
        {
            var entry = (short)((bits << 8) | _symbols[_firstSymbols[bits] + word - _starts[bits]]);
            _short.AsSpan(word << (8 - bits), 1 << (8 - bits)).Fill(entry);
        }
    }
}
