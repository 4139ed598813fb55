using System.Numerics;

namespace Emulator.Images;

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
        var shorter = Math.Min(size.WidthPixels, size.HeightPixels);
        _orbs = new Orb[draws.Between(6, 12)];
        for (var i = 0; i < _orbs.Length; i++)
        {
            Vector2 centre = new(draws.Between(0f, 1f) * size.WidthPixels, draws.Between(0f, 1f) * size.HeightPixels);
            var colour = Palette.Mix(palette.Light, i % 3 == 0 ? palette.Far : palette.Horizon, draws.Between(0f, 0.8f));
            _orbs[i] = new Orb(centre, draws.Between(0.06f, 0.3f) * shorter, colour, draws.Between(0.25f, 0.6f));
        }
    }

    public override void PaintRow(int y, Span<Vector3> row)
    {
        for (var x = 0; x < row.Length; x++)
        {
            var share = Math.Clamp(_offset + (x * _slope.X) + (y * _slope.Y), 0f, 1f);
            row[x] = share < 0.5f
                ? Palette.Mix(_palette.Top, _palette.Horizon, share * 2f)
                : Palette.Mix(_palette.Horizon, _palette.Far, (share * 2f) - 1f);
        }

        foreach (var orb in _orbs)
        {
            orb.Blend(y, row);
        }
    }

    private readonly record struct Orb(Vector2 Centre, float RadiusPixels, Vector3 Colour, float Opacity)
    {
        public void Blend(int y, Span<Vector3> row)
        {
            var dy = y - Centre.Y;
            var half = (RadiusPixels * RadiusPixels) - (dy * dy);
            if (half <= 0f)
            {
                return;
            }

            var reach = MathF.Sqrt(half);
            var end = Math.Min(row.Length - 1, (int)(Centre.X + reach));
            for (var x = Math.Max(0, (int)MathF.Ceiling(Centre.X - reach)); x <= end; x++)
            {
                var dx = x - Centre.X;
                var distance = ((dx * dx) + (dy * dy)) / (RadiusPixels * RadiusPixels);
                var soft = Math.Min(1f, (1f - distance) * 6f);
                row[x] = Palette.Mix(row[x], Colour, Opacity * soft * (0.55f + (0.45f * distance)));
            }
        }
    }
}
