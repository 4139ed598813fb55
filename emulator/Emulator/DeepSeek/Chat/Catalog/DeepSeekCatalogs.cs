using System.Globalization;

namespace Emulator.DeepSeek.Chat.Catalog;

/// <summary>The provider's history as a table: each row is what changed against the one before it.</summary>
internal static class DeepSeekCatalogs
{
    private const string Flash = "deepseek-flash";
    private const string V4Flash = "deepseek-v4-flash";
    private const string V4FlashVision = "deepseek-v4-flash-vision-exp";
    private const string V4Pro = "deepseek-v4-pro";
    private const string Chat = "deepseek-chat";
    private const string Reasoner = "deepseek-reasoner";

    private static readonly DeepSeekPrices V32Price = new(new DeepSeekPrice(0.028m, 0.28m, 0.42m));

    private static readonly DeepSeekCatalog V32 = new()
    {
        From = Day("2025-12-01T00:00Z"),
        Models =
        [
            new(Chat)
            {
                Build = "V3.2",
                ContextTokens = 131_072,
                MaxOutputTokens = 8192,
                DefaultOutputTokens = 4096,
                ThinksByDefault = false,
                Dollars = V32Price,
            },

            // 65536 was measured on R1-0528; the default of 32K is uncertain.
            new(Reasoner)
            {
                Build = "V3.2",
                ContextTokens = 131_072,
                MaxOutputTokens = 65_536,
                DefaultOutputTokens = 32_768,
                Dollars = V32Price,
            },
        ],
        UnknownModel = UnknownModelWords.NotExist,
        Fingerprints = FingerprintForm.Production,
    };

    // The prices are noted from about May; the first days have no others. Until May no number of requests was promised.
    private static readonly DeepSeekCatalog V4 = V32 with
    {
        From = Day("2026-04-24T00:00Z"),
        Models =
        [
            Large(V4Flash, "V4-Flash", new(new DeepSeekPrice(0.0028m, 0.14m, 0.28m))),

            // Without max_tokens answers were cut at exactly 64K, measured on the preview build.
            Large(V4Pro, "V4-Pro", new(new DeepSeekPrice(0.003625m, 0.435m, 0.87m))) with { DefaultOutputTokens = 65_536 },
        ],
        Aliases = [new(Chat, V4Flash, Thinks: false), new(Reasoner, V4Flash, Thinks: true)],
        UnknownModel = UnknownModelWords.NamesWithOr,
        Fingerprints = FingerprintForm.ProductionDated,
        CachesUnits = true,
        ThinkingTokens = 79,
    };

    private static readonly DeepSeekCatalog WithConcurrency = V4 with
    {
        From = Day("2026-05-01T00:00Z"),
        Models = [V4.Models[0] with { Concurrency = 2500 }, V4.Models[1] with { Concurrency = 500 }],
    };

    private static readonly DeepSeekCatalog WithoutOldNames = WithConcurrency with
    {
        From = Day("2026-07-24T15:59Z"),
        Aliases = [],
    };

    private static readonly DeepSeekCatalog Flash0731 = WithoutOldNames with
    {
        From = Day("2026-07-31T00:00Z"),
        Models = [WithoutOldNames.Models[0] with { Build = "V4-Flash-0731" }, WithoutOldNames.Models[1]],
        Fingerprints = FingerprintForm.Hexadecimal,
    };

    private static readonly DeepSeekCatalog Pro0813 = Flash0731 with
    {
        From = Day("2026-08-13T00:00Z"),
        Models = [Flash0731.Models[0], Flash0731.Models[1] with { Build = "V4-Pro-0813", DefaultOutputTokens = null }],
    };

    // One report has 08-22; the documentation's day is taken. Its hours were those of every day then.
    private static readonly DeepSeekCatalog PeakPrices = Pro0813 with
    {
        From = Day("2026-08-16T16:00Z"),
        Models =
        [
            Pro0813.Models[0] with { Dollars = new(new(0.007m, 0.22m, 0.66m), new(0.014m, 0.44m, 1.32m)) },
            Pro0813.Models[1] with
            {
                Dollars = new(new(0.022m, 0.66m, 1.98m), new(0.044m, 1.32m, 3.96m)),
                Yuan = new(new(0.15m, 4.5m, 13.5m), new(0.30m, 9m, 27m)),
            },
        ],
        HasPeakOnWorkdaysOnly = false,
    };

    // "Late August" is all that is known of the day, and nothing of its price and its place in lists.
    private static readonly DeepSeekCatalog VisionExperiment = PeakPrices with
    {
        From = Day("2026-08-26T00:00Z"),
        Models =
        [
            .. PeakPrices.Models,
            PeakPrices.Models[0] with { Name = V4FlashVision, Build = "V4-Flash-Vision-Exp", HasVision = true, IsListed = false },
        ],
    };

    private static readonly DeepSeekCatalog RequestIds = VisionExperiment with
    {
        From = Day("2026-09-01T00:00Z"),
        RequestIdStatuses = [400, 401],
    };

    private static readonly DeepSeekCatalog V41 = RequestIds with
    {
        From = Day("2026-09-10T04:00Z"),
        Models =
        [
            Large(Flash, "V4.1-Flash", new(new(0.003m, 0.15m, 0.60m), new(0.006m, 0.30m, 1.20m))) with
            {
                Yuan = new(new(0.02m, 1m, 4m), new(0.04m, 2m, 8m)),
                HasVision = true,
                Concurrency = 2500,
            },
            RequestIds.Models[1],
        ],
        Aliases = [new(V4Flash, Flash), new(V4FlashVision, Flash)],
        UnknownModel = UnknownModelWords.NamesWithCommas,
        ThinkingTokens = 27,
        HasPeakOnWorkdaysOnly = true,
    };

    private static readonly DeepSeekCatalog Flash1017 = V41 with
    {
        From = Day("2026-10-17T00:00Z"),
        Models = [V41.Models[0] with { Build = "V4.1-Flash-1017" }, V41.Models[1]],
    };

    /// <summary>All of them, the oldest first.</summary>
    public static readonly IReadOnlyList<DeepSeekCatalog> All =
    [
        V32, V4, WithConcurrency, WithoutOldNames, Flash0731, Pro0813, PeakPrices, VisionExperiment, RequestIds, V41, Flash1017,
    ];

    /// <summary>The names that models had at any time, for scenarios that name one.</summary>
    public static readonly IReadOnlyList<string> ModelNames =
        [.. All.Reverse().SelectMany(catalog => catalog.Models).Select(model => model.Name).Distinct()];

    public static DeepSeekCatalog Newest => All[^1];

    /// <summary>The one of an instant; <see langword="null"/> before the first.</summary>
    public static DeepSeekCatalog? At(DateTimeOffset instant) => All.LastOrDefault(catalog => catalog.From <= instant);

    /// <summary>What was announced for 2026-09-14 and later documents do not confirm: the large model's name leads to the small one.</summary>
    public static DeepSeekCatalog RoutedToFlash(DeepSeekCatalog catalog) => catalog with
    {
        Models = [catalog.Models[0]],
        Aliases = [.. catalog.Aliases, new(V4Pro, Flash)],
    };

    private static DeepSeekModel Large(string name, string build, DeepSeekPrices dollars) => new(name)
    {
        Build = build,
        ContextTokens = 1_048_576,
        MaxOutputTokens = 393_216,
        Dollars = dollars,
    };

    private static DateTimeOffset Day(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
