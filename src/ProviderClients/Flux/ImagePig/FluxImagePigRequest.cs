namespace ProviderClients.Flux.ImagePig;

/// <summary>One picture to make.</summary>
public sealed record FluxImagePigRequest
{
    /// <summary>What to show.</summary>
    public required string Prompt { get; init; }

    /// <summary>
    /// The picture's shape; where <see langword="null"/>, the one nearest to the wanted size, or <see cref="FluxImagePigProportion.Landscape"/>
    /// without one.
    /// </summary>
    public FluxImagePigProportion? Proportion { get; init; }

    /// <summary>Wanted width, together with the height: the picture is cropped and scaled to it. As it comes where <see langword="null"/>.</summary>
    public int? WidthPixels { get; init; }

    /// <summary>Wanted height, together with the width.</summary>
    public int? HeightPixels { get; init; }

    /// <summary><c>jpeg</c> or <c>png</c>; without it the provider's default, JPEG.</summary>
    public string? Format { get; init; }

    /// <summary>Fixes the picture; the whole unsigned 64-bit range.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The prompt's language as ISO 639-1 says it, <c>de</c> for example; English where <see langword="null"/>.</summary>
    public string? Language { get; init; }

    /// <summary>0: the picture comes in the answer. More: it is stored for so many days and downloaded; paid plans only.</summary>
    public int StorageDays { get; init; }

    /// <summary>The caller's own name of the call.</summary>
    public string? CallId { get; init; }
}
