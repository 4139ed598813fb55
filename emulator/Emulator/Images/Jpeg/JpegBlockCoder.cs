using System.Numerics;
using System.Runtime.Intrinsics;

namespace Emulator.Images.Jpeg;

/// <summary>Codes the 8x8 blocks of one colour component: transform, quantise, run lengths, Huffman.</summary>
internal sealed class JpegBlockCoder
{
    private readonly JpegHuffmanCode _dc;
    private readonly JpegHuffmanCode _ac;
    private readonly float[] _factors = new float[64];
    private readonly float[] _block = new float[64];
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

    /// <summary>Codes one block of samples that are centred on zero.</summary>
    /// <param name="samples">From the first row's first sample.</param>
    /// <param name="stride">How far each row is from the one above.</param>
    /// <param name="bits">Where it goes.</param>
    public void Write(ReadOnlySpan<float> samples, int stride, JpegBitWriter bits)
    {
        JpegTransform.Apply(samples, stride, _block);
        var nonZero = Quantize();
        var difference = _coefficients[0] - _previousDc;
        _previousDc = _coefficients[0];
        WriteValue(bits, _dc, 0, difference);
        WriteAc(bits, InSendingOrder(nonZero & ~1UL));
    }

    /// <summary>Which places are not zero: bit 0 for the first.</summary>
    private ulong Quantize()
    {
        var nonZero = 0UL;
        var half = Vector256.Create(0.5f);
        for (var i = 0; i < 64; i += 8)
        {
            var value = Vector256.Create<float>(_block.AsSpan(i, 8)) * Vector256.Create<float>(_factors.AsSpan(i, 8));
            var rounded = Vector256.ConvertToInt32(value + Vector256.CopySign(half, value));
            rounded.CopyTo(_coefficients, i);
            nonZero |= (ulong)(~Vector256.Equals(rounded, Vector256<int>.Zero).ExtractMostSignificantBits() & 0xFF) << i;
        }

        return nonZero;
    }

    private static ulong InSendingOrder(ulong places)
    {
        var order = 0UL;
        for (; places != 0; places &= places - 1)
        {
            order |= 1UL << JpegTables.OrderOf[BitOperations.TrailingZeroCount(places)];
        }

        return order;
    }

    private void WriteAc(JpegBitWriter bits, ulong order)
    {
        const int SixteenZeros = 0xF0;
        const int EndOfBlock = 0;
        var last = 0;
        for (; order != 0; order &= order - 1)
        {
            var i = BitOperations.TrailingZeroCount(order);
            var zeros = i - last - 1;
            for (; zeros >= 16; zeros -= 16)
            {
                bits.Write(_ac[SixteenZeros].Word, _ac[SixteenZeros].Bits);
            }

            WriteValue(bits, _ac, zeros, _coefficients[JpegTables.ZigZag[i]]);
            last = i;
        }

        if (last < 63)
        {
            bits.Write(_ac[EndOfBlock].Word, _ac[EndOfBlock].Bits);
        }
    }

    /// <summary>A symbol of the zeros before and the number's width, then the number; negative ones less one.</summary>
    private static void WriteValue(JpegBitWriter bits, JpegHuffmanCode code, int zeros, int value)
    {
        var width = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(value));
        var (word, length) = code[(zeros << 4) | width];
        var number = (uint)(value < 0 ? value - 1 : value) & ((1u << width) - 1);
        bits.Write(((uint)word << width) | number, length + width);
    }
}
