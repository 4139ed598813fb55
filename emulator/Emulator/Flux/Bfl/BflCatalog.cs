namespace Emulator.Flux.Bfl;

/// <summary>
/// Every model that is imitated, and the days on which the interface changed. Days before 2026 are approximate: they come from
/// stored pages and from the history of clients.
/// </summary>
internal static class BflCatalog
{
    /// <summary>Answers to submits have a polling URL; before, there was only the id.</summary>
    public static readonly DateOnly PollingUrls = new(2025, 5, 1);

    /// <summary>Results tell seed and times; before, only picture and prompt.</summary>
    public static readonly DateOnly SeedInResults = new(2025, 5, 1);

    /// <summary>Pictures lie two folders deeper.</summary>
    public static readonly DateOnly NestedPictures = new(2025, 10, 1);

    /// <summary>FLUX.2, and with it price and megapixels in answers to submits.</summary>
    public static readonly DateOnly Flux2 = new(2025, 11, 1);

    public static readonly DateOnly WebP = new(2026, 3, 25);

    /// <summary>A ready task tells its price beside the result.</summary>
    public static readonly DateOnly SettledCost = new(2026, 8, 4);

    private static readonly DateOnly Klein = new(2026, 1, 1);
    private static readonly DateOnly CheaperFlex = new(2026, 1, 28);
    private static readonly DateOnly OldModelsGone = new(2026, 4, 23);

    /// <summary>Every model there is or was. The prices of expand, of the old models and of the fine-tuned fill are not known: those of fill.</summary>
    public static IReadOnlyList<BflModel> All { get; } =
    [
        new("flux-2-max", BflSchema.Flux2, 7m, 3m) { From = Flux2 },
        new("flux-2-pro", BflSchema.Flux2, 3m, 1.5m) { From = Flux2 },
        new("flux-2-pro-preview", BflSchema.Flux2, 3m, 1.5m) { From = Flux2 },
        new("flux-2-flex", BflSchema.Flux2Flex, 5m, 5m) { From = Flux2, Formerly = (CheaperFlex, 6m, 6m) },
        new("flux-2-klein-4b", BflSchema.Flux2Klein, 1.4m, 0.1m) { From = Klein },
        new("flux-2-klein-9b", BflSchema.Flux2Klein, 1.5m, 0.2m) { From = Klein },
        new("flux-2-klein-9b-preview", BflSchema.Flux2Klein, 1.5m, 0.2m) { From = Klein },
        new("flux-kontext-pro", BflSchema.Kontext, 4m),
        new("flux-kontext-max", BflSchema.Kontext, 8m),
        new("flux-pro-1.1", BflSchema.Pro11, 4m),
        new("flux-pro-1.1-ultra", BflSchema.Ultra, 6m),
        new("flux-dev", BflSchema.Dev, 2.5m),
        new("flux-pro-1.0-fill", BflSchema.Fill, 5m),
        new("flux-pro-1.0-expand", BflSchema.Expand, 5m),
        new("flux-pro-1.1-ultra-finetuned", BflSchema.Ultra, 7m) { IsFinetuned = true },
        new("flux-pro-1.0-fill-finetuned", BflSchema.Fill, 5m) { IsFinetuned = true },
        new("flux-pro", BflSchema.Pro, 5m) { Until = OldModelsGone },
        new("flux-pro-1.0-canny", BflSchema.Canny, 5m) { Until = OldModelsGone },
        new("flux-pro-1.0-depth", BflSchema.Depth, 5m) { Until = OldModelsGone },
    ];
}
