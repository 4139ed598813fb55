using System.Numerics;
using Emulator.Images.Scenes;

namespace Emulator.Images.Inputs;

/// <summary>A thumbnail as large as it is drawn, smooth between its pixels; it keeps no more than two of its rows so.</summary>
internal sealed class StretchedThumbnail
{
    private readonly byte[] _rgb;
    private readonly Thumbnail _thumbnail;
    private readonly float _step;
    private readonly float _left;
    private readonly float _top;
    private ColourRow _upper;
    private ColourRow _lower;
    private int _upperAt = -1;
    private int _lowerAt = -1;

    /// <param name="thumbnail">The small picture.</param>
    /// <param name="widthPixels">How large it is drawn; what has another shape loses its edges.</param>
    /// <param name="heightPixels">How large it is drawn.</param>
    public StretchedThumbnail(Thumbnail thumbnail, int widthPixels, int heightPixels)
    {
        _thumbnail = thumbnail;
        _rgb = thumbnail.ToRgb();
        _step = Math.Min(thumbnail.WidthPixels / (float)widthPixels, thumbnail.HeightPixels / (float)heightPixels);
        _left = (thumbnail.WidthPixels - (_step * widthPixels)) / 2f;
        _top = (thumbnail.HeightPixels - (_step * heightPixels)) / 2f;
        _upper = new ColourRow(widthPixels);
        _lower = new ColourRow(widthPixels);
    }

    /// <summary>Lays a row of it over a row of colours.</summary>
    public void Blend(int y, ColourRow row, float opacity)
    {
        var at = Math.Clamp(_top + ((y + 0.5f) * _step) - 0.5f, 0f, _thumbnail.HeightPixels - 1f);
        Stretch((int)at);
        Vector<float> share = new(at - (int)at);
        Vector<float> over = new(opacity);
        for (var x = 0; x < row.Count; x++)
        {
            row[x] = Colours.Mix(row[x], Colours.Mix(_upper[x], _lower[x], share), over);
        }
    }

    private void Stretch(int upper)
    {
        var lower = Math.Min(upper + 1, _thumbnail.HeightPixels - 1);
        if (_lowerAt == upper)
        {
            (_upper, _lower) = (_lower, _upper);
            (_upperAt, _lowerAt) = (_lowerAt, _upperAt);
        }

        if (_upperAt != upper)
        {
            Stretch(upper, _upper);
            _upperAt = upper;
        }

        if (_lowerAt != lower)
        {
            Stretch(lower, _lower);
            _lowerAt = lower;
        }
    }

    private void Stretch(int y, ColourRow row)
    {
        var pixels = _rgb.AsSpan(3 * y * _thumbnail.WidthPixels, 3 * _thumbnail.WidthPixels);
        var last = _thumbnail.WidthPixels - 1;
        for (var x = 0; x < row.Red.Length; x++)
        {
            var at = Math.Clamp(_left + ((x + 0.5f) * _step) - 0.5f, 0f, last);
            var from = (int)at;
            var one = pixels.Slice(3 * from, 3);
            var other = pixels.Slice(3 * Math.Min(from + 1, last), 3);
            var share = at - from;
            row.Red[x] = one[0] + ((other[0] - one[0]) * share);
            row.Green[x] = one[1] + ((other[1] - one[1]) * share);
            row.Blue[x] = one[2] + ((other[2] - one[2]) * share);
        }
    }
}
