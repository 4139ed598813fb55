using System.Numerics;

namespace Emulator.Images;

/// <summary>A sky with a sun behind several ridges of hills that fade into mist with distance.</summary>
internal sealed class HillScene : Scene
{
    private readonly Palette _palette;
    private readonly float[][] _ridges;
    private readonly float _heightPixels;
    private readonly Vector2 _sun;
    private readonly float _sunRadiusPixels;

    public HillScene(PictureSize size, Palette palette, Draws draws)
    {
        _palette = palette;
        _heightPixels = size.HeightPixels;
        var shorter = Math.Min(size.WidthPixels, size.HeightPixels);
        _sun = new Vector2(draws.Between(0.15f, 0.85f) * size.WidthPixels, draws.Between(0.18f, 0.5f) * size.HeightPixels);
        _sunRadiusPixels = draws.Between(0.05f, 0.12f) * shorter;
        _ridges = new float[draws.Between(4, 7)][];
        for (var i = 0; i < _ridges.Length; i++)
        {
            var depth = (i + 1f) / _ridges.Length;
            var middle = size.HeightPixels * (0.42f + (0.46f * depth));
            var swing = size.HeightPixels * draws.Between(0.06f, 0.13f);
            _ridges[i] = Ridge(size.WidthPixels, middle, swing, draws);
        }
    }

    public override void PaintRow(int y, Span<Vector3> row)
    {
        var sky = Palette.Mix(_palette.Top, _palette.Horizon, Math.Min(1f, y / (_heightPixels * 0.7f)));
        for (var x = 0; x < row.Length; x++)
        {
            var first = FrontmostCovering(x, y);
            var colour = first < 0 ? Sky(x, y, sky) : Hill(first, x, y);
            for (var i = first + 1; i < _ridges.Length; i++)
            {
                // Only a ridge's edge is left here, half a pixel to either side of it.
                var cover = y - _ridges[i][x] + 0.5f;
                colour = cover > 0f ? Palette.Mix(colour, Hill(i, x, y), cover) : colour;
            }

            row[x] = colour;
        }
    }

    private int FrontmostCovering(int x, int y)
    {
        var i = _ridges.Length - 1;
        while (i >= 0 && y < _ridges[i][x] + 0.5f)
        {
            i--;
        }

        return i;
    }

    private Vector3 Sky(int x, int y, Vector3 sky)
    {
        var (dx, dy) = (x - _sun.X, y - _sun.Y);
        var squared = (dx * dx) + (dy * dy);
        var radius = _sunRadiusPixels;
        var glow = 0.75f / (1f + (squared / (radius * radius * 6f)));
        var colour = Palette.Mix(sky, _palette.Light, glow);
        if (squared > (radius + 1f) * (radius + 1f))
        {
            return colour;
        }

        var cover = Math.Clamp(radius - MathF.Sqrt(squared) + 0.5f, 0f, 1f);
        return Palette.Mix(colour, _palette.Light, cover);
    }

    private Vector3 Hill(int i, int x, int y)
    {
        var depth = (i + 1f) / _ridges.Length;
        var colour = Palette.Mix(_palette.Far, _palette.Near, depth * depth);
        var below = Math.Max(0f, y - _ridges[i][x]) / (_heightPixels * 0.32f);
        var mist = Math.Min(1f, below) * 0.55f * (1f - (depth * 0.7f));
        return Palette.Mix(colour, _palette.Horizon, mist);
    }

    /// <summary>The ridge's height at every column: a few octaves of smooth value noise.</summary>
    private static float[] Ridge(int width, float middle, float swing, Draws draws)
    {
        var heights = new float[width];
        Array.Fill(heights, middle);
        for (var (octave, knots) = (0, draws.Between(2, 5)); octave < 4; octave++, knots = (knots * 2) + 1)
        {
            var values = new float[knots + 2];
            for (var k = 0; k < values.Length; k++)
            {
                values[k] = draws.Between(-swing, swing);
            }

            for (var x = 0; x < width; x++)
            {
                var at = x * (float)knots / width;
                var k = (int)at;
                var share = at - k;
                heights[x] += values[k] + ((values[k + 1] - values[k]) * share * share * (3f - (2f * share)));
            }

            swing *= 0.4f;
        }

        return heights;
    }
}
