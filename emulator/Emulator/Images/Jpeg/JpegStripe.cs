using System.Numerics;
using System.Runtime.InteropServices;
using Emulator.Images.Scenes;

namespace Emulator.Images.Jpeg;

/// <summary>Sixteen rows of a painting in JPEG's colours, centred on zero: brightness, and at half the resolution blue and red.</summary>
internal sealed class JpegStripe(Painting painting)
{
    public const int Rows = 16;

    private readonly PixelRow _pixels = new(painting.Size.WidthPixels);
    private readonly ColourRow _colours = new(painting.Size.WidthPixels);
    private readonly float[] _luma = new float[Rows * PixelRow.PaddedOf(painting.Size.WidthPixels)];
    private readonly float[] _blue = new float[Rows / 4 * PixelRow.PaddedOf(painting.Size.WidthPixels)];
    private readonly float[] _red = new float[Rows / 4 * PixelRow.PaddedOf(painting.Size.WidthPixels)];
    private readonly float[] _blueSums = new float[PixelRow.PaddedOf(painting.Size.WidthPixels)];
    private readonly float[] _redSums = new float[PixelRow.PaddedOf(painting.Size.WidthPixels)];

    /// <summary>How many samples of brightness a row has; of the colours there are half as many.</summary>
    public int Stride { get; } = PixelRow.PaddedOf(painting.Size.WidthPixels);

    public ReadOnlySpan<float> Luma => _luma;

    public ReadOnlySpan<float> Blue => _blue;

    public ReadOnlySpan<float> Red => _red;

    /// <summary>Rows below the picture repeat its last one; they fill the last blocks and are never shown.</summary>
    public void Paint(int top)
    {
        for (var i = 0; i < Rows; i++)
        {
            if (top + i < painting.Size.HeightPixels)
            {
                painting.PaintRow(top + i, _pixels);
                Widen(_pixels.Red, _colours.Red);
                Widen(_pixels.Green, _colours.Green);
                Widen(_pixels.Blue, _colours.Blue);
            }

            TakeLuma(ColourRow.Of(_luma.AsSpan(i * Stride, Stride)));
            TakeChroma(isSecond: i % 2 == 1);
            if (i % 2 == 1)
            {
                AddPairs(_blueSums, _blue.AsSpan(i / 2 * Stride / 2, Stride / 2));
                AddPairs(_redSums, _red.AsSpan(i / 2 * Stride / 2, Stride / 2));
            }
        }
    }

    private static void Widen(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        var from = MemoryMarshal.Cast<byte, Vector<byte>>(bytes);
        var to = ColourRow.Of(values);
        for (var i = 0; i < from.Length; i++)
        {
            Vector.Widen(from[i], out var low, out var high);
            Vector.Widen(low, out var first, out var second);
            Vector.Widen(high, out var third, out var fourth);
            to[4 * i] = Vector.ConvertToSingle(Vector.AsVectorInt32(first));
            to[(4 * i) + 1] = Vector.ConvertToSingle(Vector.AsVectorInt32(second));
            to[(4 * i) + 2] = Vector.ConvertToSingle(Vector.AsVectorInt32(third));
            to[(4 * i) + 3] = Vector.ConvertToSingle(Vector.AsVectorInt32(fourth));
        }
    }

    private static void AddPairs(float[] sums, Span<float> halved)
    {
        for (var x = 0; x < halved.Length; x++)
        {
            halved[x] = 0.25f * (sums[2 * x] + sums[(2 * x) + 1]);
        }
    }

    private void TakeLuma(Span<Vector<float>> luma)
    {
        for (var x = 0; x < luma.Length; x++)
        {
            var (red, green, blue) = _colours[x];
            luma[x] = (red * 0.299f) + (green * 0.587f) + (blue * 0.114f) - new Vector<float>(128f);
        }
    }

    private void TakeChroma(bool isSecond)
    {
        var blues = ColourRow.Of(_blueSums);
        var reds = ColourRow.Of(_redSums);
        for (var x = 0; x < blues.Length; x++)
        {
            var (red, green, blue) = _colours[x];
            var towardsBlue = (blue * 0.5f) - (red * 0.168736f) - (green * 0.331264f);
            var towardsRed = (red * 0.5f) - (green * 0.418688f) - (blue * 0.081312f);
            blues[x] = isSecond ? blues[x] + towardsBlue : towardsBlue;
            reds[x] = isSecond ? reds[x] + towardsRed : towardsRed;
        }
    }
}
