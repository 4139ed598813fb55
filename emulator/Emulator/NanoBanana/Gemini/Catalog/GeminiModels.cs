using Emulator.Images;

namespace Emulator.NanoBanana.Gemini.Catalog;

/// <summary>Every picture model that the provider ever had, with its days.</summary>
internal static class GeminiModels
{
    public const string Newest = "gemini-nano-banana-2.1";

    private const string Lite = "gemini-3.1-flash-lite-image";

    /// <summary>The day that is served where a scenario names none: the last one of which something is known.</summary>
    public static readonly DateOnly LastKnownDay = new(2026, 11, 20);

    private static readonly string[] Ten = ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"];

    /// <summary>In the order in which the provider's refusal lists them.</summary>
    private static readonly string[] Fourteen =
        ["1:1", "1:4", "1:8", "2:3", "3:2", "3:4", "4:1", "4:3", "4:5", "5:4", "8:1", "9:16", "16:9", "21:9"];

    private static readonly GeminiImageSize[] FromOneK = [GeminiImageSize.OneK, GeminiImageSize.TwoK, GeminiImageSize.FourK];

    /// <summary>The sizes of its price list; the docs of February 2026 print 1120 and 2000 for the larger two.</summary>
    private static readonly Dictionary<GeminiImageSize, int> FlashTokens = Tokens(747, 1120, 1680, 2520);

    private static readonly Dictionary<GeminiImageSize, int> FlashTokensOfDocs = Tokens(747, 1120, 1120, 2000);

    private static readonly GeminiModel Flash31 = new("gemini-3.1-flash-image", "Nano Banana 2")
    {
        From = new(2026, 5, 28),
        Ratios = Fourteen,
        Sizes = [GeminiImageSize.Half, .. FromOneK],
        Thinking = [GeminiThinking.Minimal, GeminiThinking.High],
        DefaultThinking = GeminiThinking.Minimal,
        ImageTokens = FlashTokens,
        // The sources disagree on its text price, 0.25 or 0.50.
        Prices = new(60, 0.50m, 0),
        SearchesWeb = true,
        SearchesPictures = true,
        WatchesVideo = true,
    };

    private static readonly GeminiModel Pro = new("gemini-3-pro-image", "Nano Banana Pro")
    {
        From = new(2026, 5, 28),
        Ratios = Ten,
        Sizes = FromOneK,
        ThinksAsItLikes = true,
        DefaultThinking = GeminiThinking.Medium,
        ImageTokens = Tokens(1120, 1120, 1120, 2000),
        Prices = new(120, 2.00m, 0),
        SearchesWeb = true,
    };

    private static readonly GeminiModel Flash25 = new("gemini-2.5-flash-image", "Nano Banana")
    {
        From = new(2025, 10, 2),
        Ratios = Ten,
        Format = PictureFormat.Png,
        ImageTokens = Tokens(1290, 1290, 1290, 1290),
        Prices = new(30, 0.30m, 0),
        QuotaName = "gemini-2.5-flash-preview-image",
        InputTokenLimit = 32_768,
    };

    /// <summary>All of them, the newest first.</summary>
    public static IReadOnlyList<GeminiModel> All { get; } =
    [
        new(Newest, "Nano Banana 2.1")
        {
            From = new(2026, 10, 6),
            Ratios = Fourteen,
            Sizes = FromOneK,
            Thinking = [GeminiThinking.Minimal, GeminiThinking.Medium, GeminiThinking.High],
            DefaultThinking = GeminiThinking.Medium,
            // What 4K counts is inferred from its price.
            ImageTokens = Tokens(1120, 1120, 1680, 3780),
            Prices = new(30, 1.50m, 7.50m),
            SearchesWeb = true,
            SearchesPictures = true,
            RefusesStructure = true,
        },
        Flash31,
        new(Lite, "Nano Banana 2 Lite")
        {
            From = new(2026, 6, 30),
            Ratios = Fourteen,
            Sizes = [GeminiImageSize.OneK],
            Thinking = [GeminiThinking.Minimal, GeminiThinking.High],
            DefaultThinking = GeminiThinking.Minimal,
            ImageTokens = Tokens(1120, 1120, 1120, 1120),
            Prices = new(30, 0, 0),
        },
        Pro,
        Pro with { Id = "nano-banana-pro-preview", From = null, QuotaName = Pro.Id },
        Flash25,
        Flash31 with { Id = "gemini-3.1-flash-image-preview", From = null, RetiredOn = new(2026, 6, 25) },
        Pro with { Id = "gemini-3-pro-image-preview", From = null, RetiredOn = new(2026, 6, 25) },
        Flash25 with { Id = "gemini-2.5-flash-image-preview", From = null, RetiredOn = new(2025, 10, 30) },
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(model => model.Id)];

    /// <summary>A model of which nothing is known but that it writes and does not draw.</summary>
    public static GeminiModel OfText(string id) => new(id, id)
    {
        Ratios = [],
        ImageTokens = Tokens(0, 0, 0, 0),
        Prices = default,
        MakesPictures = false,
    };

    /// <summary>The same model with the token counts that the docs of February 2026 print.</summary>
    public static GeminiModel CountedAsInDocs(GeminiModel model) =>
        ReferenceEquals(model.ImageTokens, FlashTokens) ? model with { ImageTokens = FlashTokensOfDocs } : model;

    /// <summary>Lite with ten ratios, as one of two sources has it.</summary>
    public static GeminiModel WithTenRatios(GeminiModel model) => model.Id == Lite ? model with { Ratios = Ten } : model;

    private static Dictionary<GeminiImageSize, int> Tokens(int half, int one, int two, int four) => new()
    {
        [GeminiImageSize.Half] = half,
        [GeminiImageSize.OneK] = one,
        [GeminiImageSize.TwoK] = two,
        [GeminiImageSize.FourK] = four,
    };
}
