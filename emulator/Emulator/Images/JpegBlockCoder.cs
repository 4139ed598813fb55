using System.Numerics;

namespace Emulator.Images;

/// <summary>Codes the 8x8 blocks of one colour component: transform, quantise, run lengths, Huffman.</summary>
internal sealed class JpegBlockCoder
{
    private readonly JpegHuffmanCode _dc;
    private readonly JpegHuffmanCode _ac;
    private readonly float[] _factors = new float[64];
    private readonly int[] _coefficients = new int[64];
    private int _previousDc;

    public JpegBlockCoder(byte[] steps, JpegHuffmanCode dc, JpegHuffmanCode ac)
    {
        _dc = dc;
        _ac = ac;
        for (var i = 0; i < _factors.Length; i++)
        {
            _factors[i] = 1f / (steps[i] * JpegTransform.ScaleOf(i));
        }
    }

    /// <summary>Codes one block; its samples, centred on zero, are used up.</summary>
    public void Write(Span<float> block, JpegBitWriter bits)
    {
        JpegTransform.Apply(block);
        for (var i = 0; i < _coefficients.Length; i++)
        {
            var place = JpegTables.ZigZag[i];
            var value = block[place] * _factors[place];
            _coefficients[i] = (int)(value < 0f ? value - 0.5f : value + 0.5f);
        }

        WriteDc(bits);
        WriteAc(bits);
    }

    private void WriteDc(JpegBitWriter bits)
    {
        var difference = _coefficients[0] - _previousDc;
        _previousDc = _coefficients[0];
        WriteValue(bits, _dc, 0, difference);
    }

    private void WriteAc(JpegBitWriter bits)
    {
        const int SixteenZeros = 0xF0;
        var zeros = 0;
        for (var i = 1; i < _coefficients.Length; i++)
        {
            if (_coefficients[i] == 0)
            {
                zeros++;
                continue;
            }

            for (; zeros >= 16; zeros -= 16)
            {
                bits.Write(_ac[SixteenZeros].Word, _ac[SixteenZeros].Bits);
            }

            WriteValue(bits, _ac, zeros, _coefficients[i]);
            zeros = 0;
        }

        if (zeros > 0)
        {
            bits.Write(_ac[0].Word, _ac[0].Bits);
        }
    }

    /// <summary>A symbol of the zeros before and the number's width, then the number; negative ones less one.</summary>
    private static void WriteValue(JpegBitWriter bits, JpegHuffmanCode code, int zeros, int value)
    {
        var width = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(value));
        var (word, length) = code[(zeros << 4) | width];
        bits.Write(word, length);
        bits.Write((uint)(value < 0 ? value - 1 : value), width);
    }
}
