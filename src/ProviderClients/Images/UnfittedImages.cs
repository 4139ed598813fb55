namespace ProviderClients.Images;

/// <summary>A fitter that can neither crop nor scale nor convert: it gives every picture back as it came and says what is missing.</summary>
internal sealed class UnfittedImages : IImageFitter
{
    public FittedImage Fit(ReadOnlyMemory<byte> picture, ImageFit wanted, CancellationToken cancellationToken = default)
    {
        var contentType = ImageFormat.Of(picture.Span) ?? "application/octet-stream";
        var size = ImageDimensions.Of(picture.Span);
        var isAsWanted = size == new ImageDimensions(wanted.WidthPixels, wanted.HeightPixels)
            && (wanted.ContentType is null || wanted.ContentType == contentType);
        return new FittedImage(picture, contentType)
        {
            Problem = isAsWanted ? null : "the picture is delivered as it came: this application has no image fitter",
        };
    }
}
