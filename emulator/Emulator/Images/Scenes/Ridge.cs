using System.Numerics;

namespace Emulator.Images.Scenes;

/// <summary>An uneven line across a picture: the height of every column, in pixels from the top.</summary>
internal sealed class Ridge
{
    private readonly float[] _heights;

    private Ridge(float[] heights)
    {
        _heights = heights;
        (Highest, Lowest) = (heights.Min(), heights.Max());
    }

    /// <summary>The row of its highest place.</summary>
    public float Highest { get; }

    public float Lowest { get; }

    /// <summary>The heights in vectors, as a row has its colours.</summary>
    public ReadOnlySpan<Vector<float>> Heights => ColourRow.Of(_heights);

    /// <summary>A few octaves of smooth value noise.</summary>
    /// <param name="widthPixels">The picture's width.</param>
    /// <param name="middle">The height that it swings about.</param>
    /// <param name="swing">How far the first octave swings, and how many there are.</param>
    /// <param name="draws">Where its shape is drawn from.</param>
    public static Ridge Drawn(int widthPixels, float middle, (float Pixels, int Octaves) swing, Draws draws)
    {
        var heights = new float[PixelRow.PaddedOf(widthPixels)];
        Array.Fill(heights, middle);
        for (var (octave, knots) = (0, draws.Between(2, 5)); octave < swing.Octaves; octave++, knots = (knots * 2) + 1)
        {
            AddOctave(heights, widthPixels, knots, (swing.Pixels, draws));
            swing.Pixels *= 0.4f;
        }

        return new Ridge(heights);
    }

    /// <summary>A line of steps: heights that hold from their column to the next.</summary>
    public static Ridge Stepped(int widthPixels, IReadOnlyList<(int Column, float Height)> steps)
    {
        var heights = new float[PixelRow.PaddedOf(widthPixels)];
        foreach (var (column, height) in steps)
        {
            heights.AsSpan(Math.Clamp(column, 0, heights.Length)).Fill(height);
        }

        return new Ridge(heights);
    }

    private static void AddOctave(float[] heights, int widthPixels, int knots, (float Swing, Draws Draws) noise)
    {
        // One knot for the right edge, and as many as are behind it.
        var values = new float[(knots * heights.Length / widthPixels) + 2];
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = noise.Draws.Between(-noise.Swing, noise.Swing);
        }

        for (var x = 0; x < heights.Length; x++)
        {
            var at = x * (float)knots / widthPixels;
            var k = (int)at;
            var share = at - k;
            heights[x] += values[k] + ((values[k + 1] - values[k]) * share * share * (3f - (2f * share)));
        }
    }
}
