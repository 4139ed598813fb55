namespace Emulator.Pydantic;

/// <summary>What pydantic says about a text that should be an http or https URL.</summary>
internal static class HttpUrl
{
    private const int LongestCharacters = 2083;

    /// <summary>The complaint; <see langword="null"/> when the URL is fine.</summary>
    public static (string Type, string Message, string Context)? Complaint(string url)
    {
        if (url.Length > LongestCharacters)
        {
            return ("url_too_long", $"URL should have at most {LongestCharacters} characters", $$"""{"max_length":{{LongestCharacters}}}""");
        }

        if (url.Length == 0)
        {
            return Unparsable("input is empty");
        }

        var colon = url.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || !Uri.CheckSchemeName(url[..colon]))
        {
            return Unparsable("relative URL without a base");
        }

        var scheme = url[..colon];
        if (!scheme.Equals("http", StringComparison.OrdinalIgnoreCase) && !scheme.Equals("https", StringComparison.OrdinalIgnoreCase))
        {
            return ("url_scheme", "URL scheme should be 'http' or 'https'", """{"expected_schemes":"'http' or 'https'"}""");
        }

        return url.AsSpan(colon + 1).TrimStart('/').IsEmpty ? Unparsable("empty host")
            : Uri.TryCreate(url, UriKind.Absolute, out _) ? null
            : Unparsable("invalid domain character");
    }

    private static (string Type, string Message, string Context) Unparsable(string why) =>
        ("url_parsing", $"Input should be a valid URL, {why}", $$"""{"error":"{{why}}"}""");
}
