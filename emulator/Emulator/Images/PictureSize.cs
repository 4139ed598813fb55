namespace Emulator.Images;

/// <summary>A picture's size that can be made: neither empty nor so big that one request could fill the memory.</summary>
internal readonly record struct PictureSize
{
    public const int LongestSidePixels = 4096;

    public PictureSize(int widthPixels, int heightPixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(widthPixels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(widthPixels, LongestSidePixels);
        ArgumentOutOfRangeException.ThrowIfLessThan(heightPixels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(heightPixels, LongestSidePixels);
        WidthPixels = widthPixels;
        HeightPixels = heightPixels;
    }

    public int WidthPixels { get; }

    public int HeightPixels { get; }

    public long Pixels => (long)WidthPixels * HeightPixels;
}
