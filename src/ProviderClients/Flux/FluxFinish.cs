using ProviderClients.Images;

namespace ProviderClients.Flux;

/// <summary>Makes what came into what was asked for, as far as that can be, and writes down all of it.</summary>
internal static class FluxFinish
{
    /// <summary>Crops, scales and converts what came where it is not as asked; a picture that already is stays as it is, to the byte.</summary>
    /// <param name="came">The picture.</param>
    /// <param name="wish">What was asked, what was sent for it, and what could not be sent.</param>
    /// <param name="fitter">Does the work.</param>
    /// <param name="cancellationToken">Gives up in the middle of the work.</param>
    public static GeneratedImage Finish(
        GeneratedImage came,
        (ImageAsked Asked, ImageSent Sent, IReadOnlyList<string> NotHonoured) wish,
        IImageFitter fitter,
        CancellationToken cancellationToken)
    {
        var size = ImageDimensions.Of(came.Bytes.Span);
        var type = wish.Asked.Format is { } format ? $"image/{format}" : null;
        var fitted = WantedSize(wish.Asked, size) is var (width, height)
            ? fitter.Fit(came.Bytes, new ImageFit(width, height, type), cancellationToken)
            : new FittedImage(came.Bytes, came.ContentType);
        var isAsAsked = fitted.ContentType == (type ?? fitted.ContentType)
            && (wish.Asked.WidthPixels is null
                || ImageDimensions.Of(fitted.Bytes.Span) == new ImageDimensions(wish.Asked.WidthPixels.Value, wish.Asked.HeightPixels ?? 0));
        return came with
        {
            Bytes = fitted.Bytes,
            ContentType = fitted.ContentType,
            Mapping = new ImageMapping
            {
                Asked = wish.Asked,
                Sent = wish.Sent,
                Came = new ImageCame(came.ContentType, size?.WidthPixels, size?.HeightPixels),
                IsCropped = fitted.IsCropped,
                IsScaled = fitted.IsScaled,
                IsConverted = fitted.IsConverted,
                NotHonoured = fitted.Problem is { } problem && !isAsAsked ? [.. wish.NotHonoured, problem] : wish.NotHonoured,
            },
        };
    }

    /// <summary>The size to fit to: the one asked for, or the one that came where only another format is wanted.</summary>
    private static (int Width, int Height)? WantedSize(ImageAsked asked, ImageDimensions? came) => (asked, came) switch
    {
        ({ WidthPixels: { } width, HeightPixels: { } height }, _) => (width, height),
        ({ Format: not null }, { } size) => (size.WidthPixels, size.HeightPixels),
        _ => null,
    };
}
