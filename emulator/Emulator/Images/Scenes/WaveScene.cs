using System.Numerics;

namespace Emulator.Images.Scenes;

/// <summary>Flowing bands one before the other, each lit along its crest.</summary>
internal sealed class WaveScene : Scene
{
    private readonly Palette _palette;
    private readonly Ridge[] _crests;
    private readonly float _heightPixels;

    public WaveScene(PictureSize size, Palette palette, Draws draws)
    {
        _palette = palette;
        _heightPixels = size.HeightPixels;
        _crests = new Ridge[draws.Between(7, 11)];
        for (var i = 0; i < _crests.Length; i++)
        {
            var middle = size.HeightPixels * (0.14f + (0.86f * i / _crests.Length));
            _crests[i] = Ridge.Drawn(size.WidthPixels, middle, (size.HeightPixels * draws.Between(0.05f, 0.11f), 2), draws);
        }
    }

    public override void PaintRow(int y, ColourRow row)
    {
        var first = _crests.Length - 1;
        while (first >= 0 && y < _crests[first].Lowest + 0.5f)
        {
            first--;
        }

        if (first < 0)
        {
            row.Fill(Palette.Mix(_palette.Top, _palette.Horizon, y / _heightPixels));
        }

        for (var i = Math.Max(0, first); i < _crests.Length; i++)
        {
            if (y + 0.5f > _crests[i].Highest)
            {
                BlendBand(i, y, row);
            }
        }
    }

    /// <summary>The bands go from the sky's colours to the ground's; every other one is a little lighter.</summary>
    private Vector3 ColourOf(int i)
    {
        var depth = (i + 1f) / _crests.Length;
        var plain = depth < 0.5f
            ? Palette.Mix(_palette.Horizon, _palette.Top, depth * 2f)
            : Palette.Mix(_palette.Top, _palette.Near, (depth * 1.6f) - 0.8f);
        return i % 2 == 0 ? plain : Palette.Mix(plain, _palette.Light, 0.14f);
    }

    private void BlendBand(int i, int y, ColourRow row)
    {
        Colours band = new(ColourOf(i));
        Colours light = new(_palette.Light);
        Vector<float> at = new(y);
        Vector<float> half = new(0.5f);
        Vector<float> fade = new(1f / (0.09f * _heightPixels));
        Vector<float> shine = new(0.4f);
        var heights = _crests[i].Heights;
        for (var x = 0; x < row.Count; x++)
        {
            var below = at - heights[x];
            var lit = Vector<float>.One - Colours.Share(below * fade);
            row[x] = Colours.Mix(row[x], Colours.Mix(band, light, lit * lit * shine), Colours.Share(below + half));
        }
    }
}
