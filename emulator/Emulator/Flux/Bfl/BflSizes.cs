using System.Globalization;
using Emulator.Images;

namespace Emulator.Flux.Bfl;

/// <summary>The sizes that the models make: from an aspect ratio, or from the width and height asked for.</summary>
internal static class BflSizes
{
    public const long MostPixels = 4 * 1_048_576;

    public const int LongestSidePixels = 4096;

    private const double WidestRatio = 21.0 / 9.0;

    private static readonly PictureSize[] Ultra = WithTransposes(
        new(3136, 1344), new(2752, 1536), new(2496, 1664), new(2368, 1792), new(2048, 2048));

    private static readonly PictureSize[] Kontext = WithTransposes(
        new(1568, 672), new(1504, 688), new(1456, 720), new(1392, 752), new(1328, 800), new(1248, 832), new(1184, 880),
        new(1104, 944), new(1024, 1024));

    /// <summary>The size of an aspect ratio: the nearest of those that the model makes.</summary>
    /// <param name="schema">The ultra model's schema or Kontext's.</param>
    /// <param name="aspectRatio">The ratio as <c>width:height</c>; <see langword="null"/> means the model's default.</param>
    /// <param name="complaint">What is wrong with the ratio, when something is.</param>
    public static PictureSize FromRatio(BflSchema schema, string? aspectRatio, out string? complaint)
    {
        var sizes = schema == BflSchema.Ultra ? Ultra : Kontext;
        var ratio = Parse(aspectRatio ?? (schema == BflSchema.Ultra ? "16:9" : "1:1"));
        complaint = ratio is not { } given ? "aspect_ratio must be in the format of 'width:height'"
            : Math.Abs(Math.Log(given)) > Math.Log(WidestRatio) + 1e-9 ? "aspect_ratio must be between 21:9 and 9:21"
            : null;
        return complaint is null ? sizes.MinBy(size => Distance(size, ratio!.Value)) : sizes[0];
    }

    /// <summary>FLUX.2's size: what was asked for, cut down to multiples of 16.</summary>
    public static PictureSize Snapped(int widthPixels, int heightPixels) => new(widthPixels / 16 * 16, heightPixels / 16 * 16);

    private static double Distance(PictureSize size, double ratio) =>
        Math.Abs(Math.Log((double)size.WidthPixels / size.HeightPixels) - Math.Log(ratio));

    private static double? Parse(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && TryCount(parts[0], out var width) && TryCount(parts[1], out var height)
            ? (double)width / height
            : null;
    }

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;

    private static PictureSize[] WithTransposes(params PictureSize[] sizes) =>
        [.. sizes, .. sizes.Select(size => new PictureSize(size.HeightPixels, size.WidthPixels))];
}
