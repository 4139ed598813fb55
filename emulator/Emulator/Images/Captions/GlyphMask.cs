using System.Numerics;

namespace Emulator.Images.Captions;

/// <summary>
/// A letter in some size: how much of each pixel it covers, from 0 to 1. Its dots are joined by strokes with round ends, so
/// that it is smooth however large it is.
/// </summary>
internal sealed class GlyphMask
{
    private readonly float[] _cover;

    /// <param name="glyph">The letter.</param>
    /// <param name="cellPixels">The distance of its dots, which is the width of its strokes, too.</param>
    public GlyphMask(Glyph glyph, int cellPixels)
    {
        WidthPixels = Glyph.Advance * cellPixels;
        HeightPixels = Glyph.Rows * cellPixels;
        _cover = new float[WidthPixels * HeightPixels];
        Vector2 half = new(0.5f);
        foreach (var (from, to) in glyph.Strokes())
        {
            Draw((from + half) * cellPixels, (to + half) * cellPixels, cellPixels / 2f);
        }
    }

    public int WidthPixels { get; }

    public int HeightPixels { get; }

    public ReadOnlySpan<float> Row(int y) => _cover.AsSpan(y * WidthPixels, WidthPixels);

    private void Draw(Vector2 from, Vector2 to, float radius)
    {
        var (low, high) = (Vector2.Min(from, to) - new Vector2(radius), Vector2.Max(from, to) + new Vector2(radius));
        var along = to - from;
        var squared = (along.X * along.X) + (along.Y * along.Y);
        for (var y = Math.Max(0, (int)low.Y); y < Math.Min(HeightPixels, (int)high.Y + 1); y++)
        {
            for (var x = Math.Max(0, (int)low.X); x < Math.Min(WidthPixels, (int)high.X + 1); x++)
            {
                var away = new Vector2(x + 0.5f, y + 0.5f) - from;
                var share = squared > 0f ? Math.Clamp(((away.X * along.X) + (away.Y * along.Y)) / squared, 0f, 1f) : 0f;
                var (dx, dy) = (away.X - (along.X * share), away.Y - (along.Y * share));
                var cover = Math.Clamp(radius + 0.5f - MathF.Sqrt((dx * dx) + (dy * dy)), 0f, 1f);
                ref var covered = ref _cover[(y * WidthPixels) + x];
                covered = Math.Max(covered, cover);
            }
        }
    }
}
