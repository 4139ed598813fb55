using System.Globalization;
using Emulator.Images;

namespace Emulator.Flux.ImagePig;

/// <summary>A size as a scenario writes it: <c>1216x832</c>, each side from 16 to 4096 pixels.</summary>
internal readonly record struct ImagePigSize(int WidthPixels, int HeightPixels) : IParsable<ImagePigSize>
{
    private const int ShortestSidePixels = 16;
    private const int LongestSidePixels = 4096;

    public static ImagePigSize Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var size)
        ? size
        : throw new FormatException($"write width x height in pixels, each from {ShortestSidePixels} to {LongestSidePixels}: 1216x832");

    public static bool TryParse(string? s, IFormatProvider? provider, out ImagePigSize result)
    {
        result = default;
        var sides = (s ?? "").Split('x');
        if (sides.Length != 2 || !IsSide(sides[0], out var width) || !IsSide(sides[1], out var height))
        {
            return false;
        }

        result = new ImagePigSize(width, height);
        return true;
    }

    public PictureSize ToPicture() => new(WidthPixels, HeightPixels);

    private static bool IsSide(string text, out int side) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out side)
        && side is >= ShortestSidePixels and <= LongestSidePixels;
}
