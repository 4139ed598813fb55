using System.Globalization;

namespace ProviderClients.Calls;

/// <summary>Reads <c>Retry-After</c> in both legal forms against the clock that the rest of the library uses.</summary>
internal static class RetryAfterHeader
{
    /// <summary>A longer wait is taken for a mistake of the server's.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider timeProvider)
    {
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var values) || values.Count != 1)
        {
            return null;
        }

        var text = values.ToString().Trim();
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
        }

        if (!DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until))
        {
            return null;
        }

        var wait = until - timeProvider.GetUtcNow();
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : wait <= Longest ? wait : null;
    }
}
