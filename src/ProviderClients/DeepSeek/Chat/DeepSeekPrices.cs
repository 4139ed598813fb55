namespace ProviderClients.DeepSeek.Chat;

/// <summary>The provider's price list in US dollars for a million tokens, as published for autumn 2026.</summary>
internal static class DeepSeekPrices
{
    private sealed record Price(decimal CacheHit, decimal CacheMiss, decimal Output);

    private static readonly Price Flash = new(0.003m, 0.15m, 0.60m);
    private static readonly Price Pro = new(0.022m, 0.66m, 1.98m);

    /// <summary>What an answer costs, in millionths of a US dollar, rounded up.</summary>
    public static long MicroUsd(string model, DeepSeekChatUsage usage, DateTimeOffset at)
    {
        var price = model.Contains("pro", StringComparison.Ordinal) ? Pro : Flash;
        var perToken = (price.CacheHit * usage.CachedTokens)
            + (price.CacheMiss * (usage.PromptTokens - usage.CachedTokens))
            + (price.Output * usage.CompletionTokens);
        return (long)Math.Ceiling(perToken * (IsPeak(at.UtcDateTime) ? 2 : 1));
    }

    /// <summary>Monday to Friday, 01:00 to 04:00 and 06:00 to 10:00 UTC; public holidays are not known here.</summary>
    private static bool IsPeak(DateTime utc) =>
        utc.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && (utc.Hour is (>= 1 and < 4) or (>= 6 and < 10));
}
