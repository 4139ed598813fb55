using System.Numerics;

namespace Emulator.Images.Scenes;

/// <summary>A sea under a sun, with its light on the waves and a far coast.</summary>
internal sealed class SeaScene : Scene
{
    private readonly Palette _palette;
    private readonly Sky _sky;
    private readonly Ridge _coast;
    private readonly Glint[] _glints;
    private readonly float _horizon;
    private readonly float _heightPixels;

    public SeaScene(PictureSize size, Palette palette, Draws draws)
    {
        _palette = palette;
        _heightPixels = size.HeightPixels;
        _horizon = MathF.Floor(size.HeightPixels * draws.Between(0.52f, 0.62f));
        _sky = new Sky(size, palette, draws);
        var rise = size.HeightPixels * draws.Between(0.02f, 0.05f);
        _coast = Ridge.Drawn(size.WidthPixels, _horizon, (rise, 3), draws);
        _glints = new Glint[220];
        for (var i = 0; i < _glints.Length; i++)
        {
            _glints[i] = DrawGlint(size, i, draws);
        }
    }

    public override void PaintRow(int y, ColourRow row)
    {
        if (y < _horizon)
        {
            _sky.PaintRow(y, row);
            BlendCoast(y, row);
            return;
        }

        var depth = (y - _horizon) / (_heightPixels - _horizon);
        var far = Palette.Mix(_palette.Horizon, _palette.Top, 0.55f);
        row.Fill(Palette.Mix(far, Palette.Mix(_palette.Top, _palette.Near, 0.7f), MathF.Sqrt(depth)));
        foreach (var glint in _glints)
        {
            glint.Blend(y, row);
        }
    }

    /// <summary>Near the horizon they are small and close to the sun's column; every fifth is a shadow anywhere.</summary>
    private Glint DrawGlint(PictureSize size, int i, Draws draws)
    {
        var nearness = draws.Between(0f, 1f);
        nearness *= nearness;
        var isShadow = i % 5 == 0;
        var spread = (isShadow ? 1f : 0.04f + (0.3f * nearness)) * size.WidthPixels;
        Vector2 centre = new(
            (isShadow ? 0.5f * size.WidthPixels : _sky.Sun.X) + (draws.Between(-1f, 1f) * spread),
            _horizon + (nearness * (size.HeightPixels - _horizon)));
        Vector2 half = new(
            (0.012f + (draws.Between(0.02f, 0.09f) * nearness)) * size.WidthPixels,
            (0.0012f + (0.006f * nearness)) * size.HeightPixels);
        return new Glint(centre, half, isShadow ? _palette.Near : _palette.Light, draws.Between(0.25f, isShadow ? 0.4f : 0.85f));
    }

    private void BlendCoast(int y, ColourRow row)
    {
        if (y + 0.5f <= _coast.Highest)
        {
            return;
        }

        Colours coast = new(Palette.Mix(_palette.Far, _palette.Horizon, 0.25f));
        Vector<float> at = new(y + 0.5f);
        for (var x = 0; x < row.Count; x++)
        {
            row[x] = Colours.Mix(row[x], coast, Colours.Share(at - _coast.Heights[x]));
        }
    }

    private readonly record struct Glint(Vector2 Centre, Vector2 Half, Vector3 Colour, float Opacity)
    {
        public void Blend(int y, ColourRow row)
        {
            var dy = Math.Abs(y - Centre.Y);
            if (dy > Half.Y + 0.5f)
            {
                return;
            }

            var end = Math.Min(row.WidthPixels - 1, (int)(Centre.X + Half.X));
            for (var x = Math.Max(0, (int)(Centre.X - Half.X)); x <= end; x++)
            {
                var away = (x - Centre.X) / Half.X;
                var bulge = 1f - (away * away);
                if (bulge > 0f)
                {
                    row.Blend(x, Colour, Opacity * bulge * Math.Clamp((Half.Y * bulge) - dy + 0.5f, 0f, 1f));
                }
            }
        }
    }
}
