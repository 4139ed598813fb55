namespace ProviderClients.Calls;

/// <summary>What an HTTP status means where a dialect has no meaning of its own for it.</summary>
internal static class StatusKinds
{
    private const int LongestQuotation = 200;

    public static ProviderErrorKind Of(int status) => status switch
    {
        401 or 403 => ProviderErrorKind.Authentication,
        402 => ProviderErrorKind.InsufficientBalance,
        404 or 410 => ProviderErrorKind.NotFound,
        408 => ProviderErrorKind.Timeout,
        429 => ProviderErrorKind.RateLimited,
        503 or 529 => ProviderErrorKind.Overloaded,
        >= 500 => ProviderErrorKind.ServerError,
        _ => ProviderErrorKind.InvalidRequest,
    };

    /// <summary>A provider's words, shortened; <see langword="null"/> when there are none.</summary>
    public static string? Words(string? words) =>
        string.IsNullOrWhiteSpace(words) ? null : words.Length > LongestQuotation ? words[..LongestQuotation] + "..." : words;

    /// <summary>A failure in the provider's words, shortened; where they could quote the key, in ours.</summary>
    public static CallFailure Failure(ProviderErrorKind kind, int status, string? providersWords)
    {
        var words = Words(providersWords);
        return kind is ProviderErrorKind.Authentication || words is null
            ? new CallFailure(kind, $"HTTP {status}{(kind is ProviderErrorKind.Authentication ? ": the provider does not accept this key" : "")}")
            : new CallFailure(kind, $"HTTP {status}: {words}");
    }
}
