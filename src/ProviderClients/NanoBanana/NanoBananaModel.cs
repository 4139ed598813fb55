using ProviderClients.Images;

namespace ProviderClients.NanoBanana;

/// <summary>What a model, or an endpoint of the task API, can make; the tables of the provider's image documentation.</summary>
/// <param name="Ratios">The aspect ratios that it takes.</param>
/// <param name="Tiers">The size tiers that it takes, smallest first; none where the size cannot be chosen.</param>
/// <param name="Thinking">How long it can be told to think; none where it cannot.</param>
internal sealed record NanoBananaModel(string[] Ratios, string[] Tiers, string[] Thinking)
{
    private static readonly string[] Ten = ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"];
    private static readonly string[] Fourteen = [.. Ten, "1:4", "4:1", "1:8", "8:1"];
    private static readonly string[] UpTo4K = ["1K", "2K", "4K"];

    /// <summary>Nano Banana 2.1, and any model that is not known: the newest is the likeliest to be like it.</summary>
    private static readonly NanoBananaModel Newest = new(Fourteen, UpTo4K, ["minimal", "medium", "high"]);

    private static readonly NanoBananaModel Second = new(Fourteen, ["512", .. UpTo4K], ["minimal", "high"]);

    /// <summary>Sources differ on its ratios; these ten are in both lists.</summary>
    private static readonly NanoBananaModel Lite = new(Ten, ["1K"], ["minimal", "high"]);

    /// <summary>Thinks always; a level is accepted and has no effect.</summary>
    private static readonly NanoBananaModel Pro = new(Ten, UpTo4K, []);

    private static readonly NanoBananaModel First = new(Ten, [], []) { HasOwnSizes = true };

    /// <summary>Width and height at 1K of the Gemini 3 family; 512 is half of it, 2K and 4K are twice and four times.</summary>
    private static readonly Dictionary<string, ImageDimensions> Sizes = new(StringComparer.Ordinal)
    {
        ["1:1"] = new(1024, 1024),
        ["2:3"] = new(848, 1264),
        ["3:2"] = new(1264, 848),
        ["3:4"] = new(896, 1200),
        ["4:3"] = new(1200, 896),
        ["4:5"] = new(928, 1152),
        ["5:4"] = new(1152, 928),
        ["9:16"] = new(768, 1376),
        ["16:9"] = new(1376, 768),
        ["21:9"] = new(1584, 672),
        ["1:4"] = new(512, 2048),
        ["4:1"] = new(2048, 512),
        ["1:8"] = new(384, 3072),
        ["8:1"] = new(3072, 384),
    };

    /// <summary>The first model's only sizes.</summary>
    private static readonly Dictionary<string, ImageDimensions> FirstSizes = new(StringComparer.Ordinal)
    {
        ["1:1"] = new(1024, 1024),
        ["2:3"] = new(832, 1248),
        ["3:2"] = new(1248, 832),
        ["3:4"] = new(864, 1184),
        ["4:3"] = new(1184, 864),
        ["4:5"] = new(896, 1152),
        ["5:4"] = new(1152, 896),
        ["9:16"] = new(768, 1344),
        ["16:9"] = new(1344, 768),
        ["21:9"] = new(1536, 672),
    };

    private bool HasOwnSizes { get; init; }

    /// <summary>A model of Gemini by its id, or an endpoint of the task API by its name.</summary>
    public static NanoBananaModel Of(string id) => id switch
    {
        "gemini-3.1-flash-image" or "gemini-3.1-flash-image-preview" => Second,
        "gemini-3.1-flash-lite-image" => Lite,
        "gemini-3-pro-image" or "gemini-3-pro-image-preview" or "nano-banana-pro-preview" => Pro,
        "gemini-2.5-flash-image" or "gemini-2.5-flash-image-preview" => First,
        "generate" => First,
        "generate-2" => new(Fourteen, UpTo4K, []),
        "generate-pro" => Pro,
        _ => Newest,
    };

    /// <summary>How large a picture of a ratio is in a tier; in the only size where the tier is <see langword="null"/>.</summary>
    public ImageDimensions SizeOf(string ratio, string? tier)
    {
        var size = (HasOwnSizes ? FirstSizes : Sizes)[ratio];
        return tier switch
        {
            "512" => new ImageDimensions(size.WidthPixels / 2, size.HeightPixels / 2),
            "2K" => new ImageDimensions(size.WidthPixels * 2, size.HeightPixels * 2),
            "4K" => new ImageDimensions(size.WidthPixels * 4, size.HeightPixels * 4),
            _ => size,
        };
    }
}
