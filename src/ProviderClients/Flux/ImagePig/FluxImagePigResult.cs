using ProviderClients.Images;

namespace ProviderClients.Flux.ImagePig;

/// <summary>A picture with what the provider tells about it; what it leaves out or garbles is <see langword="null"/>.</summary>
/// <param name="Image">The picture.</param>
public sealed record FluxImagePigResult(GeneratedImage Image)
{
    /// <summary>The seed that was used; asking with it again may give the same picture.</summary>
    public ulong? Seed { get; init; }

    /// <summary>When the provider began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the provider had finished.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Where the picture is stored; <see langword="null"/> where it came in the answer.</summary>
    public Uri? ImageUrl { get; init; }
}
