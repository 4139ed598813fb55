namespace Emulator.Exchanges;

/// <summary>Finds the key of a request where providers look for it.</summary>
internal static class SentKey
{
    /// <summary>The key in <c>Authorization: Bearer</c>, or <see langword="null"/>.</summary>
    public static string? Bearer(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        string? header = request.Headers.Authorization;
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var key = header[Scheme.Length..].Trim();
        return key.Length == 0 ? null : key;
    }

    /// <summary>The key in a header of its own, or <see langword="null"/>.</summary>
    public static string? Header(HttpRequest request, string name)
    {
        string? key = request.Headers[name];
        return string.IsNullOrWhiteSpace(key) ? null : key.Trim();
    }
}
