namespace Emulator.NanoBanana.Gemini.Catalog;

/// <summary>The models that are served on one day, as a scenario has it.</summary>
internal sealed class GeminiCatalog
{
    private readonly Dictionary<string, GeminiModel> _byId;
    private readonly IReadOnlyDictionary<string, string> _routes;

    public GeminiCatalog(GeminiSection section)
    {
        var day = section.CatalogDate ?? GeminiModels.LastKnownDay;
        var drawing = GeminiModels.All
            .Where(model => section.Live.Contains(model.Id) || (model.IsServedOn(day) && !section.Retired.Contains(model.Id)))
            .Select(model => section.TokensOfDocs ? GeminiModels.CountedAsInDocs(model) : model)
            .Select(model => section.LiteHasTenRatios ? GeminiModels.WithTenRatios(model) : model)
            .Select(model => section.HalfSizeModels.Contains(model.Id) && !model.Sizes.Contains(GeminiImageSize.Half)
                ? model with { Sizes = [GeminiImageSize.Half, .. model.Sizes] }
                : model);
        Models = [.. drawing, .. section.TextModels.Select(GeminiModels.OfText)];
        _byId = Models.DistinctBy(model => model.Id).ToDictionary(model => model.Id, StringComparer.Ordinal);
        _routes = section.Routes;
    }

    /// <summary>What the list of models shows.</summary>
    public IReadOnlyList<GeminiModel> Models { get; }

    /// <summary>The model that serves an id: its own, or the one that it silently leads to; <see langword="null"/> when there is none.</summary>
    public GeminiModel? Find(string id) => _byId.GetValueOrDefault(_routes.GetValueOrDefault(id) ?? id);
}
