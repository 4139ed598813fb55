using System.Numerics;

namespace Emulator.Images.Scenes;

/// <summary>Soft translucent discs of light before a slanting gradient.</summary>
internal sealed class OrbScene : Scene
{
    private readonly Palette _palette;
    private readonly Orb[] _orbs;
    private readonly Vector2 _slope;
    private readonly float _offset;

    public OrbScene(PictureSize size, Palette palette, Draws draws)
    {
        _palette = palette;
        var across = draws.Between(-0.6f, 0.6f);
        _slope = new Vector2(across / size.WidthPixels, (1f - Math.Abs(across)) / size.HeightPixels);
        _offset = Math.Max(0f, -across);
        _orbs = new Orb[draws.Between(6, 12)];
        for (var i = 0; i < _orbs.Length; i++)
        {
            Vector2 centre = new(draws.Between(0f, 1f) * size.WidthPixels, draws.Between(0f, 1f) * size.HeightPixels);
            var colour = Palette.Mix(palette.Light, i % 3 == 0 ? palette.Far : palette.Horizon, draws.Between(0f, 0.8f));
            _orbs[i] = new Orb(centre, draws.Between(0.06f, 0.3f) * size.ShorterSidePixels, colour, draws.Between(0.25f, 0.6f));
        }
    }

    public override void PaintRow(int y, ColourRow row)
    {
        Colours top = new(_palette.Top);
        Colours horizon = new(_palette.Horizon);
        Colours far = new(_palette.Far);
        Vector<float> start = new(_offset + (y * _slope.Y));
        Vector<float> slope = new(_slope.X);
        Vector<float> two = new(2f);
        for (var x = 0; x < row.Count; x++)
        {
            var share = Colours.Share(start + (ColourRow.ColumnsOf(x) * slope)) * two;
            row[x] = Colours.Mix(
                Colours.Mix(top, horizon, Vector.Min(share, Vector<float>.One)), far, Colours.Share(share - Vector<float>.One));
        }

        foreach (var orb in _orbs)
        {
            orb.Blend(y, row);
        }
    }

    private readonly record struct Orb(Vector2 Centre, float RadiusPixels, Vector3 Colour, float Opacity)
    {
        public void Blend(int y, ColourRow row)
        {
            var dy = y - Centre.Y;
            var half = (RadiusPixels * RadiusPixels) - (dy * dy);
            if (half <= 0f)
            {
                return;
            }

            Colours colour = new(Colour);
            var reach = MathF.Sqrt(half);
            var end = Math.Min(row.Count - 1, (int)(Centre.X + reach) / Vector<float>.Count);
            Vector<float> across = new(Centre.X);
            Vector<float> down = new(dy * dy);
            Vector<float> scale = new(1f / (RadiusPixels * RadiusPixels));
            Vector<float> steep = new(6f);
            for (var x = Math.Max(0, (int)(Centre.X - reach) / Vector<float>.Count); x <= end; x++)
            {
                var dx = ColourRow.ColumnsOf(x) - across;
                var distance = ((dx * dx) + down) * scale;
                var soft = Colours.Share((Vector<float>.One - distance) * steep);
                var opacity = soft * ((distance * new Vector<float>(0.45f)) + new Vector<float>(0.55f));
                row[x] = Colours.Mix(row[x], colour, opacity * new Vector<float>(Opacity));
            }
        }
    }
}
