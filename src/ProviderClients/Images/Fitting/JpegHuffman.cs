namespace ProviderClients.Images.Fitting;

/// <summary>A Huffman table for reading: short codes by one look, long ones by their length.</summary>
internal sealed class JpegHuffman
{
    public const int CountsLength = 16;
    private const int LookBits = 8;

    private readonly byte[] _values;

    /// <summary>By the next eight bits: value and length; length 0 means that the code is longer.</summary>
    private readonly (byte Value, byte Length)[] _looks = new (byte, byte)[1 << LookBits];

    /// <summary>By length: one more than the last code, shifted to 16 bits, and what to add to a code to find its value.</summary>
    private readonly int[] _ends = new int[CountsLength + 2];
    private readonly int[] _offsets = new int[CountsLength + 1];

    /// <param name="counts">How many codes there are of each length from 1 to 16.</param>
    /// <param name="values">What they stand for, shortest code first.</param>
    /// <exception cref="InvalidDataException">There are more codes than there can be.</exception>
    public JpegHuffman(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        _values = values.ToArray();
        var code = 0;
        var index = 0;
        for (var length = 1; length <= CountsLength; length++)
        {
            _offsets[length] = index - code;
            for (var number = 0; number < counts[length - 1]; number++, index++, code++)
            {
                if (code >= 1 << length)
                {
                    throw new InvalidDataException("a Huffman table of the JPEG is overfull");
                }

                if (length <= LookBits)
                {
                    Array.Fill(_looks, (_values[index], (byte)length), code << (LookBits - length), 1 << (LookBits - length));
                }
            }

            _ends[length] = code << (CountsLength - length);
            code <<= 1;
        }

        _ends[CountsLength + 1] = int.MaxValue;
    }

    public byte Read(ref JpegBits bits)
    {
        var next = bits.Peek16();
        var (value, length) = _looks[next >> (CountsLength - LookBits)];
        if (length > 0)
        {
            bits.Skip(length);
            return value;
        }

        var longer = LookBits + 1;
        while (next >= _ends[longer])
        {
            longer++;
        }

        if (longer > CountsLength)
        {
            throw new InvalidDataException("the JPEG's data hold a code that stands for nothing");
        }

        bits.Skip(longer);
        return _values[_offsets[longer] + (next >> (CountsLength - longer))];
    }
}
