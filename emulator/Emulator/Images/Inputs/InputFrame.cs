using System.Numerics;
using Emulator.Images.Scenes;

namespace Emulator.Images.Inputs;

/// <summary>A thumbnail in a white frame.</summary>
internal sealed class InputFrame
{
    private static readonly Vector3 White = new(250f);

    private readonly StretchedThumbnail _picture;
    private readonly ColourRow _row;
    private readonly int _left;
    private readonly int _top;
    private readonly int _width;
    private readonly int _height;
    private readonly int _border;

    /// <param name="thumbnail">The picture, whose shape is kept.</param>
    /// <param name="left">The place of the box that it is drawn into.</param>
    /// <param name="top">The place of the box that it is drawn into.</param>
    /// <param name="box">The box's side.</param>
    public InputFrame(Thumbnail thumbnail, int left, int top, int box)
    {
        (_left, _top) = (left, top);
        _border = Math.Max(1, box / 36);
        var (inner, longest) = (box - (2 * _border), Math.Max(thumbnail.WidthPixels, thumbnail.HeightPixels));
        _width = Math.Max(1, inner * thumbnail.WidthPixels / longest);
        _height = Math.Max(1, inner * thumbnail.HeightPixels / longest);
        _picture = new StretchedThumbnail(thumbnail, _width, _height);
        _row = new ColourRow(_width);
    }

    public void Blend(int y, ColourRow row)
    {
        var inside = y - _top - _border;
        if (inside < -_border || inside >= _height + _border)
        {
            return;
        }

        row.Fill(White, _left, _left + _width + (2 * _border));
        if (inside >= 0 && inside < _height)
        {
            _picture.Blend(inside, _row, 1f);
            row.Copy(_row, _left + _border, _width);
        }
    }
}
