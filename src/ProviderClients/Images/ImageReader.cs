using ProviderClients.Calls;

namespace ProviderClients.Images;

/// <summary>Reads a picture from an answer and makes sure that it is one, and whole.</summary>
internal static class ImageReader
{
    private const int MostImageBytes = 64 * 1024 * 1024;

    public static async Task<Answer<GeneratedImage>> ReadAsync(
        HttpResponseMessage response, string callId, string? job, CancellationToken cancellationToken)
    {
        var bytes = await BoundedBody.ReadAsync(response, MostImageBytes, cancellationToken).ConfigureAwait(false);
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) is not true)
        {
            return Malformed(job, $"the download is {type ?? "of no type"} instead of a picture");
        }

        return ImageFormat.Of(bytes) is { } format
            ? new Answer<GeneratedImage>(new GeneratedImage(callId, bytes, format, job)) { Job = job }
            : Malformed(job, "the picture is cut off or not one at all");
    }

    private static Answer<GeneratedImage> Malformed(string? job, string what) =>
        new(null, new CallFailure(ProviderErrorKind.MalformedResponse, what) { Status = 200 }) { Job = job };
}
