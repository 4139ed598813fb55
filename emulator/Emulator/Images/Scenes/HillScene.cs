using System.Numerics;

namespace Emulator.Images.Scenes;

/// <summary>A sky with a sun behind several ridges of hills that fade into mist with distance.</summary>
internal sealed class HillScene : Scene
{
    private readonly Palette _palette;
    private readonly Sky _sky;
    private readonly Ridge[] _ridges;
    private readonly float _heightPixels;

    public HillScene(PictureSize size, Palette palette, Draws draws)
    {
        _palette = palette;
        _heightPixels = size.HeightPixels;
        _sky = new Sky(size, palette, draws);
        _ridges = new Ridge[draws.Between(4, 7)];
        for (var i = 0; i < _ridges.Length; i++)
        {
            var middle = size.HeightPixels * (0.42f + (0.46f * DepthOf(i)));
            var swing = size.HeightPixels * draws.Between(0.06f, 0.13f);
            _ridges[i] = Ridge.Drawn(size.WidthPixels, middle, (swing, 4), draws);
        }
    }

    public override void PaintRow(int y, ColourRow row)
    {
        // What is behind a ridge that covers the whole row is not painted.
        var first = _ridges.Length - 1;
        while (first >= 0 && y < _ridges[first].Lowest + 0.5f)
        {
            first--;
        }

        if (first < 0)
        {
            _sky.PaintRow(y, row);
        }

        for (var i = Math.Max(0, first); i < _ridges.Length; i++)
        {
            if (y + 0.5f > _ridges[i].Highest)
            {
                BlendHill(i, y, row);
            }
        }
    }

    private float DepthOf(int i) => (i + 1f) / _ridges.Length;

    private void BlendHill(int i, int y, ColourRow row)
    {
        var depth = DepthOf(i);
        Colours hill = new(Palette.Mix(_palette.Far, _palette.Near, depth * depth));
        Colours mist = new(_palette.Horizon);
        Vector<float> density = new(0.55f * (1f - (depth * 0.7f)));
        Vector<float> reach = new(1f / (_heightPixels * 0.32f));
        Vector<float> at = new(y);
        Vector<float> half = new(0.5f);
        var heights = _ridges[i].Heights;
        for (var x = 0; x < row.Count; x++)
        {
            var below = at - heights[x];
            var colour = Colours.Mix(hill, mist, Colours.Share(below * reach) * density);
            row[x] = Colours.Mix(row[x], colour, Colours.Share(below + half));
        }
    }
}
