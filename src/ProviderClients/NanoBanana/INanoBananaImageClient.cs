using ProviderClients.Images;

namespace ProviderClients.NanoBanana;

/// <summary>Makes pictures with whichever of the provider's dialects the configuration chose.</summary>
public interface INanoBananaImageClient
{
    /// <summary>Which one this is.</summary>
    NanoBananaDialect Dialect { get; }

    /// <summary>Makes a picture, from prompt to bytes; its <see cref="GeneratedImage.Mapping"/> tells how the request was understood.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Gives up waiting; the work may still be done and billed.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ProviderException">There will be no picture, or none in time.</exception>
    Task<GeneratedImage> GenerateAsync(NanoBananaImageRequest request, CancellationToken cancellationToken = default);
}
