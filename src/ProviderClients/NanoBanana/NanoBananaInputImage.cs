using ProviderClients.Images;

namespace ProviderClients.NanoBanana;

/// <summary>A picture that goes along with a request, as bytes or by its address.</summary>
public sealed record NanoBananaInputImage
{
    private NanoBananaInputImage(string? contentType) => ContentType = contentType;

    /// <summary>The file's bytes; empty for a picture by address.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private init; }

    /// <summary>Where the provider can fetch it; <see langword="null"/> for a picture by bytes.</summary>
    public Uri? Url { get; private init; }

    /// <summary><c>image/png</c> for example; <see langword="null"/> where it was not said and cannot be told from the bytes.</summary>
    public string? ContentType { get; }

    /// <summary>A picture by its bytes; its type is told from them.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="contentType">Its type, where that cannot be told: HEIC for example.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ArgumentException">There are no bytes, or they are of no type that is known and none was said.</exception>
    public static NanoBananaInputImage FromBytes(ReadOnlyMemory<byte> bytes, string? contentType = null)
    {
        var type = ImageFormat.Of(bytes.Span) ?? contentType;
        return type is null || bytes.IsEmpty
            ? throw new ArgumentException("The bytes are no whole PNG, JPEG or WebP: give the content type along.", nameof(bytes))
            : new NanoBananaInputImage(type) { Bytes = bytes };
    }

    /// <summary>A picture by its address: of the web for the task API, of an uploaded file for Gemini.</summary>
    /// <param name="url">The address; http or https.</param>
    /// <param name="contentType">Its type; Gemini wants it said.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ArgumentException">It is no address of the web.</exception>
    public static NanoBananaInputImage FromUrl(Uri url, string? contentType = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        return Calls.WebAddress.OrNull(url) is null
            ? throw new ArgumentException("The address must begin with http:// or https://.", nameof(url))
            : new NanoBananaInputImage(contentType) { Url = url };
    }
}
