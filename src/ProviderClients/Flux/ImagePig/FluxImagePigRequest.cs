namespace ProviderClients.Flux.ImagePig;

/// <summary>One picture to make.</summary>
public sealed record FluxImagePigRequest
{
    /// <summary>What to show.</summary>
    public required string Prompt { get; init; }

    /// <summary>The picture's shape.</summary>
    public FluxImagePigProportion Proportion { get; init; } = FluxImagePigProportion.Landscape;

    /// <summary>PNG instead of the provider's default, JPEG.</summary>
    public bool IsPng { get; init; }

    /// <summary>Fixes the picture; the whole unsigned 64-bit range.</summary>
    public ulong? Seed { get; init; }

    /// <summary>0: the picture comes in the answer. More: it is stored for so many days and downloaded.</summary>
    public int StorageDays { get; init; }

    /// <summary>The caller's own name of the call.</summary>
    public string? CallId { get; init; }
}

/// <summary>The shapes there are.</summary>
public enum FluxImagePigProportion
{
    /// <summary>1216x832 pixels.</summary>
    Landscape,

    /// <summary>Upright.</summary>
    Portrait,

    /// <summary>As wide as high.</summary>
    Square,

    /// <summary>Wider than landscape.</summary>
    Wide,
}
