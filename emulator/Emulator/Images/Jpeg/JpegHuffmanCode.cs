namespace Emulator.Images.Jpeg;

/// <summary>One Huffman table: as it is written into the file, and as code words to write with.</summary>
internal sealed class JpegHuffmanCode
{
    private readonly byte[] _countByLength;
    private readonly byte[] _symbols;
    private readonly (ushort Word, byte Bits)[] _codes = new (ushort, byte)[256];

    public JpegHuffmanCode(byte[] countByLength, byte[] symbols)
    {
        _countByLength = countByLength;
        _symbols = symbols;
        var (word, next) = (0, 0);
        for (byte bits = 1; bits <= countByLength.Length; bits++, word <<= 1)
        {
            for (var i = 0; i < countByLength[bits - 1]; i++)
            {
                _codes[symbols[next++]] = ((ushort)word++, bits);
            }
        }
    }

    public ReadOnlySpan<byte> CountByLength => _countByLength;

    public ReadOnlySpan<byte> Symbols => _symbols;

    public (ushort Word, byte Bits) this[int symbol] => _codes[symbol];
}
