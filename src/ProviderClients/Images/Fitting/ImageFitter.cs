namespace ProviderClients.Images.Fitting;

/// <summary>
/// Crops, scales and converts PNG (every kind) and sequential JPEG (grey and colour); writes PNG and JPEG. A WebP, a progressive or a
/// CMYK JPEG, a damaged file and one of more than 50 million pixels come back as they are, with the reason.
/// </summary>
/// <remarks>
/// This is the library's own code, because the applications it is for add no image package for one crop. Pixels are averaged in linear
/// light by a cubic filter, so that fine detail keeps its brightness. Text and colour profiles inside a file are not carried over.
/// Memory is bounded by the pixels of source and result; the work stops within a row of a cancellation.
/// </remarks>
public sealed class ImageFitter : IImageFitter
{
    private const string Png = "image/png";
    private const string Jpeg = "image/jpeg";

    /// <inheritdoc/>
    public FittedImage Fit(ReadOnlyMemory<byte> picture, ImageFit wanted, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var contentType = ImageFormat.Of(picture.Span);
        if (contentType is null)
        {
            return new FittedImage(picture, "application/octet-stream") { Problem = "this is no whole PNG, JPEG or WebP" };
        }

        try
        {
            return Fit(picture, contentType, wanted, cancellationToken);
        }
        catch (InvalidDataException e)
        {
            return new FittedImage(picture, contentType) { Problem = $"the picture is delivered as it came: {e.Message}" };
        }
    }

    private static FittedImage Fit(ReadOnlyMemory<byte> picture, string contentType, ImageFit wanted, CancellationToken cancellationToken)
    {
        var wantedType = wanted.ContentType ?? contentType;
        var isConverted = wantedType != contentType;
        if (ImageDimensions.Of(picture.Span) == new ImageDimensions(wanted.WidthPixels, wanted.HeightPixels) && !isConverted)
        {
            return new FittedImage(picture, contentType);
        }

        if (wantedType is not (Png or Jpeg))
        {
            throw new InvalidDataException($"{wantedType} cannot be written");
        }

        PixelGrid.CheckSize(wanted.WidthPixels, wanted.HeightPixels);
        var source = contentType switch
        {
            Png => PngReader.Read(picture.Span, cancellationToken),
            Jpeg => JpegReader.Read(picture.Span, cancellationToken),
            _ => throw new InvalidDataException($"{contentType} cannot be decoded"),
        };
        var plan = FitPlan.For(source.Width, source.Height, wanted.WidthPixels, wanted.HeightPixels);
        var fitted = Resampler.Scale(source, plan, (wanted.WidthPixels, wanted.HeightPixels), cancellationToken);
        return new FittedImage(
            wantedType == Png ? PngWriter.Write(fitted, cancellationToken) : JpegWriter.Write(fitted, cancellationToken), wantedType)
        {
            IsCropped = plan.Width < source.Width || plan.Height < source.Height,
            IsScaled = plan.Width != wanted.WidthPixels || plan.Height != wanted.HeightPixels,
            IsConverted = isConverted,
        };
    }
}
