using System.Globalization;
using Emulator.Images;

namespace Emulator.Flux.Bfl;

/// <summary>The sizes that the models make: from an aspect ratio, from the width and height asked for, or from a picture that came.</summary>
internal static class BflSizes
{
    public const long MostPixels = 4 * 1_048_576;

    public const int LongestSidePixels = 4096;

    private const int Step = 16;

    private const double WidestRatio = 21.0 / 9.0;

    private static readonly PictureSize Square = new(1024, 1024);

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
        var ratio = Parse(aspectRatio ?? (schema == BflSchema.Ultra ? "16:9" : "1:1"));
        complaint = ratio is not { } given ? "aspect_ratio must be in the format of 'width:height'"
            : Math.Abs(Math.Log(given)) > Math.Log(WidestRatio) + 1e-9 ? "aspect_ratio must be between 21:9 and 9:21"
            : null;
        return complaint is null ? Nearest(schema, ratio!.Value) : Square;
    }

    /// <summary>The size that the model makes whose shape is the nearest.</summary>
    public static PictureSize Nearest(BflSchema schema, double ratio) =>
        (schema == BflSchema.Ultra ? Ultra : Kontext).MinBy(size => Distance(size, ratio));

    /// <summary>FLUX.2's size: what was asked for, cut down to multiples of 16.</summary>
    public static PictureSize Snapped(int widthPixels, int heightPixels) =>
        new(Math.Max(Step, widthPixels / Step * Step), Math.Max(Step, heightPixels / Step * Step));

    /// <summary>A picture's size where it is known.</summary>
    public static (int Width, int Height)? SizeOf(PictureInput picture) =>
        picture is { WidthPixels: > 0, HeightPixels: > 0 } ? (picture.WidthPixels, picture.HeightPixels) : null;

    /// <summary>The size of a picture that is edited as it is; a square where nothing is known of it.</summary>
    public static PictureSize OfImage(PictureInput? picture) =>
        picture is not null && SizeOf(picture) is { } size ? Fitted(size.Width, size.Height) : Square;

    /// <summary>What FLUX.2 makes of a picture's size; a square where there is no picture, or nothing known of it.</summary>
    public static PictureSize OfEdit(PictureInput? picture) =>
        picture is not null && SizeOf(picture) is { } size ? Scaled(size.Width, size.Height) : Square;

    /// <summary>A size scaled down to 4 megapixels where it has more, its edges cut to multiples of 16.</summary>
    public static PictureSize Scaled(int widthPixels, int heightPixels)
    {
        var share = Math.Min(1, Math.Sqrt((double)MostPixels / ((double)widthPixels * heightPixels)));
        var fitted = Fitted((int)(widthPixels * share), (int)(heightPixels * share));
        return Snapped(fitted.WidthPixels, fitted.HeightPixels);
    }

    /// <summary>A size scaled down to the longest side that is made.</summary>
    public static PictureSize Fitted(int widthPixels, int heightPixels)
    {
        var share = Math.Min(1, (double)LongestSidePixels / Math.Max(widthPixels, heightPixels));
        return new PictureSize(Math.Max(1, (int)(widthPixels * share)), Math.Max(1, (int)(heightPixels * share)));
    }

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
