using Emulator.Exchanges;

namespace Emulator.Network;

/// <summary>
/// How the client of a request reached the emulator, for the URLs that it is handed: they must lead it back the same way.
/// A feature of the request where that is out of the ordinary.
/// </summary>
/// <param name="Origin">Scheme, host and port, and the path of <c>--public-url</c> where it has one.</param>
internal sealed record PublicAddress(string Origin)
{
    /// <summary>The provider whose host name is in use; <see langword="null"/> where dialects have their paths.</summary>
    public ProviderHost? ProviderHost { get; init; }

    /// <summary>
    /// A path before the dialect's own that belongs to the way in and was taken off the request: <c>/@shard-7</c>. Whoever takes
    /// one off sets it here, and every URL that is handed out carries it.
    /// </summary>
    public string PathPrefix { get; init; } = "";

    /// <summary>The way of a request.</summary>
    public static PublicAddress Of(HttpContext http)
    {
        var special = http.Features.Get<PublicAddress>();
        var url = http.RequestServices.GetService<PublicUrl>();
        return url is not null
            ? new PublicAddress(url.Text) { ProviderHost = url.ProviderHost, PathPrefix = special?.PathPrefix ?? "" }
            : special ?? new PublicAddress($"{http.Request.Scheme}://{http.Request.Host.Value}");
    }

    /// <summary>The base URL of a dialect, as this client must use it.</summary>
    public string BaseUrlOf(DialectTraits dialect) =>
        $"{Origin}{PathPrefix}{ProviderHost?.ToProvider(dialect.BasePath) ?? dialect.BasePath}";
}
