using ProviderClients.Calls;

namespace ProviderClients.Flux.Bfl;

/// <summary>A picture that goes along with a request: as bytes, or by its address for FLUX.2 and Kontext.</summary>
public sealed record FluxBflInputImage
{
    private FluxBflInputImage()
    {
    }

    /// <summary>The file's bytes; empty for a picture by address.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private init; }

    /// <summary>Where the provider can fetch it; <see langword="null"/> for a picture by bytes.</summary>
    public Uri? Url { get; private init; }

    /// <summary>A picture by its bytes; 20 MB or 20 megapixels at most.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ArgumentException">There are no bytes.</exception>
    public static FluxBflInputImage FromBytes(ReadOnlyMemory<byte> bytes) => bytes.IsEmpty
        ? throw new ArgumentException("A picture has bytes; this one has none.", nameof(bytes))
        : new FluxBflInputImage { Bytes = bytes };

    /// <summary>A picture by its address.</summary>
    /// <param name="url">The address; http or https.</param>
    /// <returns>The input.</returns>
    /// <exception cref="ArgumentException">It is no address of the web.</exception>
    public static FluxBflInputImage FromUrl(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        return WebAddress.OrNull(url) is null
            ? throw new ArgumentException("The address must begin with http:// or https://.", nameof(url))
            : new FluxBflInputImage { Url = url };
    }

    /// <summary>As the provider's JSON has it: base64 without a prefix, or the address.</summary>
    internal string ToWire() => Url?.AbsoluteUri ?? Convert.ToBase64String(Bytes.Span);
}
