using System.Globalization;
using ProviderClients.Images;

namespace ProviderClients.NanoBanana;

/// <summary>Makes what came into what was asked for, as far as that can be, and writes down all of it.</summary>
internal static class NanoBananaFinish
{
    /// <summary>Says why a request cannot be put to a dialect at all; <see langword="null"/> when it can.</summary>
    public static CallFailure? Check(NanoBananaImageRequest request) => request switch
    {
        { Quality: { } quality } when !NanoBananaPlan.Qualities.Contains(quality) => Unsendable($"quality is {quality}: write low, medium or high"),
        { Format: { } format } when TypeOf(format) is null => Unsendable($"format is {format}: write png, jpeg or webp"),
        { WidthPixels: < 1 } or { HeightPixels: < 1 } => Unsendable("width and height must be 1 or more"),
        _ => null,
    };

    /// <summary>A request that is refused here because the dialect has no way to say it; nothing was sent.</summary>
    public static CallFailure Unsendable(string why) => new(ProviderErrorKind.InvalidRequest, why) { CommitState = CommitState.NotSent };

    /// <summary>Crops, scales and converts what came where it is not as asked; a picture that already is stays as it is, to the byte.</summary>
    public static GeneratedImage Finish(
        GeneratedImage came, NanoBananaImageRequest request, NanoBananaPlan plan, IImageFitter fitter, CancellationToken cancellationToken)
    {
        var size = ImageDimensions.Of(came.Bytes.Span);
        var type = request.Format is { } format ? TypeOf(format) : null;
        var isAsAsked = size == new ImageDimensions(request.WidthPixels, request.HeightPixels) && (type is null || type == came.ContentType);
        var fitted = isAsAsked
            ? new FittedImage(came.Bytes, came.ContentType)
            : fitter.Fit(came.Bytes, new ImageFit(request.WidthPixels, request.HeightPixels, type), cancellationToken);
        return came with
        {
            Bytes = fitted.Bytes,
            ContentType = fitted.ContentType,
            Mapping = new ImageMapping
            {
                Asked = new ImageAsked(
                    request.WidthPixels, request.HeightPixels, request.Style, request.Quality, request.Format, request.Seed),
                Sent = plan.Sent,
                Came = new ImageCame(came.ContentType, size?.WidthPixels, size?.HeightPixels),
                IsCropped = fitted.IsCropped,
                IsScaled = fitted.IsScaled,
                IsConverted = fitted.IsConverted,
                NotHonoured = fitted.Problem is { } problem ? [.. plan.NotHonoured, WordsOf(problem, size, came, request)] : plan.NotHonoured,
            },
        };
    }

    /// <summary>The content type of a format's name; <see langword="null"/> for a name that is none.</summary>
    public static string? TypeOf(string format) => format switch
    {
        "png" => "image/png",
        "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        _ => null,
    };

    private static string WordsOf(string problem, ImageDimensions? size, GeneratedImage came, NanoBananaImageRequest request)
    {
        var sizeThatCame = size is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.WidthPixels}x{known.HeightPixels} ") : "";
        var wanted = string.Create(CultureInfo.InvariantCulture, $"{request.WidthPixels}x{request.HeightPixels}");
        return $"{wanted}{(request.Format is { } format ? $" {format}" : "")} from {sizeThatCame}{came.ContentType}: {problem}";
    }
}
