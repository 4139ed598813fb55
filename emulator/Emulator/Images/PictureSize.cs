namespace Emulator.Images;

/// <summary>A picture's size that can be made: neither empty nor so big that one request could fill the memory.</summary>
internal readonly record struct PictureSize
{
    /// <summary>The longest side of any provider's picture (8:1 at 4K); dialects have limits of their own.</summary>
    public const int LongestSidePixels = 12_288;

    /// <summary>Twice what the largest picture of any provider has.</summary>
    public const long MostPixels = 32 << 20;

    public PictureSize(int widthPixels, int heightPixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(widthPixels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(widthPixels, LongestSidePixels);
        ArgumentOutOfRangeException.ThrowIfLessThan(heightPixels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(heightPixels, LongestSidePixels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)widthPixels * heightPixels, MostPixels, nameof(heightPixels));
        WidthPixels = widthPixels;
        HeightPixels = heightPixels;
    }

    public int WidthPixels { get; }

    public int HeightPixels { get; }

    public int ShorterSidePixels => Math.Min(WidthPixels, HeightPixels);

    public long Pixels => (long)WidthPixels * HeightPixels;
}
