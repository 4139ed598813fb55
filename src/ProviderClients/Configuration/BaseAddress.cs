namespace ProviderClients.Configuration;

/// <summary>Joins a base URL and a path whether or not the base ends in a slash.</summary>
internal static class BaseAddress
{
    public static Uri Join(Uri baseUrl, string path) => new($"{baseUrl.AbsoluteUri.TrimEnd('/')}/{path}");

    /// <summary>Whether the two lead to the same server, so that a key may be sent to one that was meant for the other.</summary>
    public static bool IsSameOrigin(Uri left, Uri right) =>
        left.Scheme == right.Scheme && left.Host == right.Host && left.Port == right.Port;
}
