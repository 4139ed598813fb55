using Emulator.Images;

namespace Emulator.NanoBanana.Gemini.Catalog;

/// <summary>
/// The pixels of every ratio and size. The tables of the third generation are those of 1K doubled, doubled again and halved;
/// that holds for every row of them but 21:9 at 512, which the docs print as 792x168, surely by a slip.
/// </summary>
internal static class GeminiSizes
{
    private static readonly Dictionary<string, (int Width, int Height)> Third = new(StringComparer.Ordinal)
    {
        ["1:1"] = (1024, 1024),
        ["2:3"] = (848, 1264),
        ["3:2"] = (1264, 848),
        ["3:4"] = (896, 1200),
        ["4:3"] = (1200, 896),
        ["4:5"] = (928, 1152),
        ["5:4"] = (1152, 928),
        ["9:16"] = (768, 1376),
        ["16:9"] = (1376, 768),
        ["21:9"] = (1584, 672),
        ["1:4"] = (512, 2048),
        ["4:1"] = (2048, 512),
        ["1:8"] = (384, 3072),
        ["8:1"] = (3072, 384),
    };

    private static readonly Dictionary<string, (int Width, int Height)> First = new(StringComparer.Ordinal)
    {
        ["1:1"] = (1024, 1024),
        ["2:3"] = (832, 1248),
        ["3:2"] = (1248, 832),
        ["3:4"] = (864, 1184),
        ["4:3"] = (1184, 864),
        ["4:5"] = (896, 1152),
        ["5:4"] = (1152, 896),
        ["9:16"] = (768, 1344),
        ["16:9"] = (1344, 768),
        ["21:9"] = (1536, 672),
    };

    /// <summary>The pixels of a picture.</summary>
    /// <param name="model">Who draws it.</param>
    /// <param name="ratio">One of the model's ratios.</param>
    /// <param name="size">One of the model's sizes, or 1K.</param>
    /// <param name="isNarrow">Whether 1:8 and 8:1 are as narrow as one project lists them.</param>
    public static PictureSize Of(GeminiModel model, string ratio, GeminiImageSize size, bool isNarrow = false)
    {
        var (width, height) = (ratio, isNarrow) switch
        {
            ("1:8", true) => (352, 2816),
            ("8:1", true) => (2816, 352),
            _ => (model.Sizes.Count == 0 ? First : Third)[ratio],
        };
        return size switch
        {
            GeminiImageSize.Half => new PictureSize(width / 2, height / 2),
            GeminiImageSize.TwoK => new PictureSize(width * 2, height * 2),
            GeminiImageSize.FourK => new PictureSize(width * 4, height * 4),
            _ => new PictureSize(width, height),
        };
    }

    /// <summary>The model's ratio that is nearest to a picture's.</summary>
    public static string NearestTo(GeminiModel model, int widthPixels, int heightPixels)
    {
        var wanted = Math.Log((double)widthPixels / heightPixels);
        return model.Ratios.MinBy(ratio => Math.Abs(wanted - LogOf(ratio)))!;
    }

    /// <summary>What requests call a size; <see langword="null"/> for anything else, a small k included.</summary>
    public static GeminiImageSize? Parse(string word) => word switch
    {
        "512" => GeminiImageSize.Half,
        "1K" => GeminiImageSize.OneK,
        "2K" => GeminiImageSize.TwoK,
        "4K" => GeminiImageSize.FourK,
        _ => null,
    };

    private static double LogOf(string ratio)
    {
        var colon = ratio.IndexOf(':', StringComparison.Ordinal);
        return Math.Log(double.Parse(ratio.AsSpan(0, colon), System.Globalization.CultureInfo.InvariantCulture)
            / double.Parse(ratio.AsSpan(colon + 1), System.Globalization.CultureInfo.InvariantCulture));
    }
}
