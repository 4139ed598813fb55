using System.Numerics;

namespace Emulator.Images.Scenes;

/// <summary>A sky that brightens towards the horizon, with a sun or moon and its glow.</summary>
internal sealed class Sky
{
    private readonly Palette _palette;
    private readonly float _fadePixels;

    public Sky(PictureSize size, Palette palette, Draws draws)
    {
        _palette = palette;
        _fadePixels = size.HeightPixels * 0.7f;
        Sun = new Vector2(draws.Between(0.15f, 0.85f) * size.WidthPixels, draws.Between(0.18f, 0.5f) * size.HeightPixels);
        SunRadiusPixels = draws.Between(0.05f, 0.12f) * size.ShorterSidePixels;
    }

    public Vector2 Sun { get; }

    public float SunRadiusPixels { get; }

    public void PaintRow(int y, ColourRow row)
    {
        Colours sky = new(Palette.Mix(_palette.Top, _palette.Horizon, Math.Min(1f, y / _fadePixels)));
        Colours light = new(_palette.Light);
        var dy = y - Sun.Y;
        Vector<float> across = new(Sun.X);
        Vector<float> down = new(dy * dy);
        Vector<float> spread = new(1f / (SunRadiusPixels * SunRadiusPixels * 6f));
        Vector<float> brightness = new(0.75f);
        var reachesSun = Math.Abs(dy) <= SunRadiusPixels + 1f;
        Vector<float> edge = new(SunRadiusPixels + 0.5f);
        for (var x = 0; x < row.Count; x++)
        {
            var dx = ColourRow.ColumnsOf(x) - across;
            var squared = (dx * dx) + down;
            var colour = Colours.Mix(sky, light, brightness / (Vector<float>.One + (squared * spread)));
            row[x] = reachesSun ? Colours.Mix(colour, light, Colours.Share(edge - Vector.SquareRoot(squared))) : colour;
        }
    }
}
