namespace ProviderClients.DeepSeek.Chat;

/// <summary>
/// The provider's price list, with its past: what an answer cost is known if its model had a known price at that time,
/// and otherwise is not known, which is something else than nothing.
/// </summary>
internal static class DeepSeekPrices
{
    private const decimal TokensOfAPrice = 1_000_000m;

    /// <summary>US dollars for a million tokens, off-peak; at peak hours that many times as much.</summary>
    private sealed record Price(
        string Model, DateTimeOffset From, DateTimeOffset? Until, (decimal Hit, decimal Miss, decimal Output) Usd, int AtPeak = 1);

    private static readonly DateTimeOffset December = Utc(2025, 12, 1);
    private static readonly DateTimeOffset April = Utc(2026, 4, 24);
    private static readonly DateTimeOffset May = Utc(2026, 5, 1);
    private static readonly DateTimeOffset August = Utc(2026, 8, 16, 16);
    private static readonly DateTimeOffset September = Utc(2026, 9, 10, 4);

    private static readonly Price[] List =
    [
        new("deepseek-flash", September, null, (0.003m, 0.15m, 0.60m), AtPeak: 2),
        new("deepseek-v4-pro", August, null, (0.022m, 0.66m, 1.98m), AtPeak: 2),
        new("deepseek-v4-flash", August, September, (0.007m, 0.22m, 0.66m), AtPeak: 2),
        new("deepseek-v4-flash", May, August, (0.0028m, 0.14m, 0.28m)),
        new("deepseek-v4-pro", May, August, (0.003625m, 0.435m, 0.87m)),
        new("deepseek-chat", December, April, (0.028m, 0.28m, 0.42m)),
        new("deepseek-reasoner", December, April, (0.028m, 0.28m, 0.42m)),
    ];

    /// <summary>What an answer costs in US dollars, unrounded; <see langword="null"/> when its model had no known price then.</summary>
    /// <param name="model">The canonical name, from the answer.</param>
    /// <param name="usage">What it used.</param>
    /// <param name="at">When the provider took it on.</param>
    /// <param name="options">Says which list holds, and the holidays, which have no peak hours.</param>
    public static decimal? CostUsd(string model, DeepSeekChatUsage usage, DateTimeOffset at, DeepSeekChatOptions options)
    {
        var listed = options.PricesOf ?? at;
        if (Array.Find(List, price => price.Model == model && price.From <= listed && (price.Until is null || listed < price.Until)) is not { } price)
        {
            return null;
        }

        var perToken = (price.Usd.Hit * usage.CachedTokens)
            + (price.Usd.Miss * usage.UncachedTokens)
            + (price.Usd.Output * usage.CompletionTokens);
        return perToken / TokensOfAPrice * (IsPeak(at.UtcDateTime, options.OffPeakDays) ? price.AtPeak : 1);
    }

    /// <summary>The same in millionths of a US dollar, rounded up.</summary>
    public static long? MicroUsd(decimal? costUsd) => costUsd is { } usd ? (long)Math.Ceiling(usd * 1_000_000m) : null;

    /// <summary>Monday to Friday, 01:00 to 04:00 and 06:00 to 10:00 UTC. In Beijing, whose holidays they are, it is the same day then.</summary>
    private static bool IsPeak(DateTime utc, IEnumerable<DateOnly> offPeakDays) =>
        utc.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && utc.Hour is (>= 1 and < 4) or (>= 6 and < 10)
        && !offPeakDays.Contains(DateOnly.FromDateTime(utc));

    private static DateTimeOffset Utc(int year, int month, int day, int hour = 0) => new(year, month, day, hour, 0, 0, TimeSpan.Zero);
}
