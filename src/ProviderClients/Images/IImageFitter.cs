namespace ProviderClients.Images;

/// <summary>
/// Makes a picture that a provider could not make at the wanted size have that size: crops it about its centre to the wanted ratio, scales
/// it, and writes it in the wanted format. Many threads may use one fitter at once.
/// </summary>
public interface IImageFitter
{
    /// <summary>Fits a picture. What cannot be decoded or written is not an error: it is given back as it came, with the reason.</summary>
    /// <param name="picture">The whole file, as the provider delivered it; its format is told from its bytes.</param>
    /// <param name="wanted">What it should become.</param>
    /// <param name="cancellationToken">Gives up in the middle of the work.</param>
    /// <returns>The picture and what was done to it.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    FittedImage Fit(ReadOnlyMemory<byte> picture, ImageFit wanted, CancellationToken cancellationToken = default);
}

/// <summary>What a picture should become.</summary>
/// <param name="WidthPixels">Its width; 1 or more.</param>
/// <param name="HeightPixels">Its height; 1 or more.</param>
/// <param name="ContentType"><c>image/png</c> or <c>image/jpeg</c>; <see langword="null"/> for whatever it came as.</param>
public sealed record ImageFit(int WidthPixels, int HeightPixels, string? ContentType = null);

/// <summary>A picture after fitting.</summary>
/// <param name="Bytes">The file's bytes: the very ones that came where nothing had to be, or could be, done.</param>
/// <param name="ContentType"><c>image/png</c>, <c>image/jpeg</c> or <c>image/webp</c>: what the bytes are.</param>
public sealed record FittedImage(ReadOnlyMemory<byte> Bytes, string ContentType)
{
    /// <summary>Whether a part of the picture was cut off to reach the wanted ratio.</summary>
    public bool IsCropped { get; init; }

    /// <summary>Whether its pixels were made more or fewer.</summary>
    public bool IsScaled { get; init; }

    /// <summary>Whether it came in another format than the wanted one and was written anew in that.</summary>
    public bool IsConverted { get; init; }

    /// <summary>Why the picture is not as wanted, in one sentence; <see langword="null"/> when it is.</summary>
    public string? Problem { get; init; }
}
