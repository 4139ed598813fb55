namespace Emulator.Images.Inputs;

/// <summary>Makes a picture small by the mean of the pixels that fall into each of its own, in whatever order they come.</summary>
internal sealed class BoxScaler
{
    private readonly int _fullWidth;
    private readonly int _fullHeight;
    private readonly long[] _sums;
    private readonly int[] _counts;

    /// <param name="widthPixels">The picture's size.</param>
    /// <param name="heightPixels">The picture's size.</param>
    /// <param name="longestSidePixels">How long a side of the small one may be; smaller pictures stay as they are.</param>
    public BoxScaler(int widthPixels, int heightPixels, int longestSidePixels)
    {
        (_fullWidth, _fullHeight) = (widthPixels, heightPixels);
        var longest = Math.Max(widthPixels, heightPixels);
        Step = Math.Max(1, longest / (4 * longestSidePixels));
        IsCoarse = longest >= 8 * longestSidePixels;
        var most = Math.Min(longest, longestSidePixels);
        WidthPixels = Math.Max(1, (int)((long)widthPixels * most / longest));
        HeightPixels = Math.Max(1, (int)((long)heightPixels * most / longest));
        _sums = new long[3 * WidthPixels * HeightPixels];
        _counts = new int[WidthPixels * HeightPixels];
    }

    public int WidthPixels { get; }

    public int HeightPixels { get; }

    /// <summary>One of so many pixels across and down is enough.</summary>
    public int Step { get; }

    /// <summary>Whether eight pixels of the picture are one of the small one, or less.</summary>
    public bool IsCoarse { get; }

    public void Add(int x, int y, (byte Red, byte Green, byte Blue) pixel)
    {
        var at = ((int)((long)y * HeightPixels / _fullHeight) * WidthPixels) + (int)((long)x * WidthPixels / _fullWidth);
        _sums[3 * at] += pixel.Red;
        _sums[(3 * at) + 1] += pixel.Green;
        _sums[(3 * at) + 2] += pixel.Blue;
        _counts[at]++;
    }

    public byte[] ToRgb()
    {
        var rgb = new byte[_sums.Length];
        for (var i = 0; i < rgb.Length; i++)
        {
            rgb[i] = (byte)(_sums[i] / Math.Max(1, _counts[i / 3]));
        }

        return rgb;
    }
}
