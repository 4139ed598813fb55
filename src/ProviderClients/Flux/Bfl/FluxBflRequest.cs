namespace ProviderClients.Flux.Bfl;

/// <summary>One picture to make.</summary>
/// <remarks>
/// A size is sent as the model can take it: within the range and in the multiples of models with free sizes, as the nearest ratio to
/// those with ratios, not at all to those that follow their input. The picture is then cropped and scaled to the size that was asked for,
/// and its mapping tells so.
/// </remarks>
public sealed record FluxBflRequest
{
    /// <summary>What to show; may be empty for a model that goes by its input picture.</summary>
    public required string Prompt { get; init; }

    /// <summary>The model, as in the path: one of <see cref="FluxBflModels"/> or a newer one; the client's own where none is named.</summary>
    public string? Model { get; init; }

    /// <summary>Wanted width; 1 or more, together with the height.</summary>
    public int? WidthPixels { get; init; }

    /// <summary>Wanted height; 1 or more, together with the width.</summary>
    public int? HeightPixels { get; init; }

    /// <summary><c>16:9</c> for example, for models that take a ratio; goes before the one that the wanted size has.</summary>
    public string? AspectRatio { get; init; }

    /// <summary><c>jpeg</c>, <c>png</c> or <c>webp</c>; without it the model's default.</summary>
    public string? OutputFormat { get; init; }

    /// <summary>Fixes the picture.</summary>
    public long? Seed { get; init; }

    /// <summary>0, strictest, to 6 or, for FLUX.2, to 5, loosest; the provider's default is 2.</summary>
    public int? SafetyTolerance { get; init; }

    /// <summary>What only some models take; its type must be the one of the model's family.</summary>
    public FluxBflModelOptions? ModelOptions { get; init; }

    /// <summary>The caller's own name of the call.</summary>
    public string? CallId { get; init; }
}
