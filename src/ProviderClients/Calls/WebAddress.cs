namespace ProviderClients.Calls;

/// <summary>Addresses that a provider hands out: only http and https are followed, never a file or a relative path.</summary>
internal static class WebAddress
{
    public static Uri? OrNull(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var url) ? OrNull(url) : null;

    public static Uri? OrNull(Uri? url) => url is { IsAbsoluteUri: true, Scheme: "https" or "http" } ? url : null;
}
