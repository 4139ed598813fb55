using System.Numerics;
using System.Runtime.InteropServices;

namespace Emulator.Images.Scenes;

/// <summary>A row of colours as three planes whose values go from 0 to 255, in the vectors that the processor takes at once.</summary>
internal sealed class ColourRow(int widthPixels)
{
    private readonly float[] _red = new float[PixelRow.PaddedOf(widthPixels)];
    private readonly float[] _green = new float[PixelRow.PaddedOf(widthPixels)];
    private readonly float[] _blue = new float[PixelRow.PaddedOf(widthPixels)];

    public int WidthPixels => widthPixels;

    public Span<float> Red => _red;

    public Span<float> Green => _green;

    public Span<float> Blue => _blue;

    /// <summary>How many vectors a row has.</summary>
    public int Count => _red.Length / Vector<float>.Count;

    /// <summary>The colours of the vector with this number.</summary>
    public Colours this[int index]
    {
        get => new(Of(_red)[index], Of(_green)[index], Of(_blue)[index]);
        set => (Of(_red)[index], Of(_green)[index], Of(_blue)[index]) = (value.Red, value.Green, value.Blue);
    }

    /// <summary>The columns of a vector's pixels.</summary>
    public static Vector<float> ColumnsOf(int index) => Vector<float>.Indices + new Vector<float>(index * Vector<float>.Count);

    /// <summary>An array of as many values as a row has pixels, as its vectors.</summary>
    public static Span<Vector<float>> Of(Span<float> values) => MemoryMarshal.Cast<float, Vector<float>>(values);

    public void Fill(Vector3 colour) => Fill(colour, 0, _red.Length);

    /// <summary>Fills some pixels; what is outside the row is left out.</summary>
    public void Fill(Vector3 colour, int left, int right)
    {
        left = Math.Max(0, left);
        var count = Math.Min(right, _red.Length) - left;
        if (count > 0)
        {
            _red.AsSpan(left, count).Fill(colour.X);
            _green.AsSpan(left, count).Fill(colour.Y);
            _blue.AsSpan(left, count).Fill(colour.Z);
        }
    }

    /// <summary>Takes another row's first pixels.</summary>
    public void Copy(ColourRow from, int left, int count)
    {
        count = Math.Min(count, _red.Length - left);
        from.Red[..count].CopyTo(_red.AsSpan(left));
        from.Green[..count].CopyTo(_green.AsSpan(left));
        from.Blue[..count].CopyTo(_blue.AsSpan(left));
    }

    /// <summary>Lays a colour over one pixel.</summary>
    public void Blend(int x, Vector3 colour, float share)
    {
        _red[x] += (colour.X - _red[x]) * share;
        _green[x] += (colour.Y - _green[x]) * share;
        _blue[x] += (colour.Z - _blue[x]) * share;
    }
}
