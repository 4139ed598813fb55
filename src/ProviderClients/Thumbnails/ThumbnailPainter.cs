using ProviderClients.Flux.Bfl;
using ProviderClients.Flux.ImagePig;
using ProviderClients.Images;
using ProviderClients.NanoBanana;

namespace ProviderClients.Thumbnails;

/// <summary>Whichever provider paints a thumbnail; a thumbnail has words in common that each of them understands in its own way.</summary>
public sealed class ThumbnailPainter
{
    private readonly Func<BlogThumbnailOrder, (string Prompt, string CallId), CancellationToken, Task<GeneratedImage>> _paintAsync;

    private ThumbnailPainter(
        string provider, Func<BlogThumbnailOrder, (string Prompt, string CallId), CancellationToken, Task<GeneratedImage>> paintAsync)
    {
        Provider = provider;
        _paintAsync = paintAsync;
    }

    /// <summary>Who paints: <c>Flux/ImagePig</c>, <c>Flux/Bfl</c>, or <c>NanoBanana/</c> with the dialect's name.</summary>
    public string Provider { get; }

    /// <summary>ImagePig paints: the nearest of its four shapes; landscape is 1216x832 as it comes.</summary>
    /// <param name="client">Its client.</param>
    /// <returns>The painter.</returns>
    public static ThumbnailPainter With(FluxImagePigClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new ThumbnailPainter(FluxImagePigClient.Dialect, (order, call, token) => client.GenerateAsync(
            new FluxImagePigRequest
            {
                Prompt = call.Prompt,
                WidthPixels = order.WidthPixels,
                HeightPixels = order.HeightPixels,
                Format = order.IsPng ? "png" : "jpeg",
                CallId = call.CallId,
            },
            token));
    }

    /// <summary>Black Forest Labs paints, with the model that the client's options name.</summary>
    /// <param name="client">Its client.</param>
    /// <returns>The painter.</returns>
    public static ThumbnailPainter With(FluxBflClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new ThumbnailPainter(FluxBflClient.Dialect, (order, call, token) => client.GenerateAsync(
            new FluxBflRequest
            {
                Prompt = call.Prompt,
                WidthPixels = order.WidthPixels,
                HeightPixels = order.HeightPixels,
                OutputFormat = order.IsPng ? "png" : "jpeg",
                CallId = call.CallId,
            },
            token));
    }

    /// <summary>nanobanana paints, in whichever of its dialects.</summary>
    /// <param name="client">The dialect's client.</param>
    /// <returns>The painter.</returns>
    public static ThumbnailPainter With(INanoBananaImageClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new ThumbnailPainter($"NanoBanana/{client.Dialect}", (order, call, token) => client.GenerateAsync(
            new NanoBananaImageRequest
            {
                Prompt = call.Prompt,
                WidthPixels = order.WidthPixels,
                HeightPixels = order.HeightPixels,
                Format = order.IsPng ? "png" : "jpeg",
                CallId = call.CallId,
            },
            token));
    }

    internal Task<GeneratedImage> PaintAsync(BlogThumbnailOrder order, (string Prompt, string CallId) call, CancellationToken cancellationToken) =>
        _paintAsync(order, call, cancellationToken);
}
