using System.Globalization;

namespace Emulator.Limits;

/// <summary>How limits are told of to people.</summary>
internal static class LimitWords
{
    /// <summary>A limit's amount and way of counting: <c>100 requests in 01:00:00, sliding log</c>.</summary>
    public static string Of(Limit limit)
    {
        var amount = Amount(limit, limit.Amount);
        var text = limit.Counting switch
        {
            LimitCounting.InFlight => $"{amount} in flight",
            LimitCounting.ActiveJobs => $"{amount} active",
            LimitCounting.Daily => $"{amount} a day, reset at midnight in {limit.Section.Daily}",
            LimitCounting.TokenBucket when limit.PermitLimit != limit.Amount =>
                $"{amount} in {limit.Window:c}, token bucket of {Amount(limit, limit.PermitLimit)}",
            LimitCounting.Quantised => $"{amount} in {limit.Window:c}, quantised by {limit.Section.Step:c}",
            _ => $"{amount} in {limit.Window:c}, {Counting(limit.Counting)}",
        };
        return $"{text}{(limit.IsDrifting ? ", drifting" : "")}{(limit.IsHidden ? ", hidden" : "")}";
    }

    /// <summary>An amount with its unit: <c>100 requests</c>, <c>2.5 USD</c>.</summary>
    public static string Amount(Limit limit, long units) => limit.Unit is CountedUnit.Money
        ? $"{Number(limit, units)} USD"
        : $"{Number(limit, units)} {Unit(limit.Unit)}";

    /// <summary>An amount without its unit.</summary>
    public static string Number(Limit limit, long units) => limit.Unit is CountedUnit.Money
        ? (units / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture)
        : units.ToString(CultureInfo.InvariantCulture);

    public static string Unit(CountedUnit unit) => unit switch
    {
        CountedUnit.Requests => "requests",
        CountedUnit.Tokens => "tokens",
        CountedUnit.InputTokens => "input tokens",
        CountedUnit.Images => "images",
        CountedUnit.Money => "micro-dollars",
        _ => "jobs",
    };

    public static string Counting(LimitCounting counting) => counting switch
    {
        LimitCounting.SlidingLog => "sliding log",
        LimitCounting.FixedWindow => "fixed window",
        LimitCounting.FirstUse => "window from first use",
        LimitCounting.TokenBucket => "token bucket",
        LimitCounting.SlidingCounter => "sliding counter",
        LimitCounting.Quantised => "quantised",
        LimitCounting.Daily => "daily",
        LimitCounting.InFlight => "in flight",
        _ => "active jobs",
    };

    /// <summary>An instant, with as many digits as it has beyond milliseconds.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString(
        instant.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-ddTHH:mm:ss.fffZ" : "yyyy-MM-ddTHH:mm:ss.fffffffZ",
        CultureInfo.InvariantCulture);
}
