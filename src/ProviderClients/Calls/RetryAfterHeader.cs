using System.Globalization;

namespace ProviderClients.Calls;

/// <summary>
/// Reads <c>Retry-After</c> in both legal forms, and <c>retry-after-ms</c>, against the clock that the rest of the library uses.
/// </summary>
internal static class RetryAfterHeader
{
    private const string Seconds = "Retry-After";
    private const string Milliseconds = "retry-after-ms";

    /// <summary>A longer wait means this one: no deadline is as long, so the call ends instead of coming back early.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>The wait that an answer asks for, the longer of the two where both headers are there.</summary>
    public static TimeSpan? Read(HttpResponseMessage response, TimeProvider timeProvider)
    {
        var usual = Single(response, Seconds) is { } text ? InSeconds(text) ?? Until(text, timeProvider) : null;
        var fine = Single(response, Milliseconds) is { } number ? Number(number, TimeSpan.TicksPerMillisecond) : null;
        return usual > fine ? usual : fine ?? usual;
    }

    /// <summary>The header's value; none when there are several, for nobody can tell which is meant.</summary>
    private static string? Single(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) && values.Count == 1 ? values.ToString().Trim() : null;

    private static TimeSpan? InSeconds(string text) => Number(text, TimeSpan.TicksPerSecond);

    private static TimeSpan? Number(string text, long ticks)
    {
        if (text.Length == 0 || !text.All(char.IsAsciiDigit))
        {
            return null;
        }

        var isSmall = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= Longest.Ticks / ticks;
        return isSmall ? TimeSpan.FromTicks(number * ticks) : Longest;
    }

    private static TimeSpan? Until(string text, TimeProvider timeProvider)
    {
        if (!DateTimeOffset.TryParseExact(text, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until))
        {
            return null;
        }

        var wait = until - timeProvider.GetUtcNow();
        return wait <= TimeSpan.Zero ? TimeSpan.Zero : wait <= Longest ? wait : Longest;
    }
}
