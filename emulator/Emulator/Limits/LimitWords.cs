using System.Globalization;

namespace Emulator.Limits;

/// <summary>How limits are told of to people.</summary>
internal static class LimitWords
{
    /// <summary>A limit's amount and way of counting: <c>100 requests in 1h, sliding log</c>.</summary>
    public static string Of(Limit limit)
    {
        var amount = Amount(limit, limit.Amount);
        var window = Duration(limit.Window);
        var text = limit.Counting switch
        {
            LimitCounting.InFlight => $"{amount} in flight",
            LimitCounting.ActiveJobs => $"{amount} active",
            LimitCounting.Daily => $"{amount} a day, reset at midnight in {limit.Section.Daily}",
            LimitCounting.TokenBucket when limit.PermitLimit != limit.Amount =>
                $"{amount} in {window}, token bucket of {Amount(limit, limit.PermitLimit)}",
            LimitCounting.Quantised => $"{amount} in {window}, quantised by {Duration(limit.Section.Step!.Value)}",
            _ => $"{amount} in {window}, {Counting(limit.Counting)}",
        };
        return $"{text}{(limit.IsDrifting ? ", drifting" : "")}{(limit.IsHidden ? ", hidden" : "")}";
    }

    /// <summary>An amount with its unit: <c>100 requests</c>, <c>2.5 USD</c>.</summary>
    public static string Amount(Limit limit, long units) => limit.Unit is CountedUnit.Money
        ? $"{Number(limit, units)} USD"
        : $"{Number(limit, units)} {(units == 1 ? Unit(limit.Unit)[..^1] : Unit(limit.Unit))}";

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

    /// <summary>A duration as scenarios write them, in the largest unit that divides it.</summary>
    public static string Duration(TimeSpan duration) => duration.Ticks switch
    {
        var ticks when ticks % TimeSpan.TicksPerDay == 0 => $"{ticks / TimeSpan.TicksPerDay}d",
        var ticks when ticks % TimeSpan.TicksPerHour == 0 => $"{ticks / TimeSpan.TicksPerHour}h",
        var ticks when ticks % TimeSpan.TicksPerMinute == 0 => $"{ticks / TimeSpan.TicksPerMinute}m",
        var ticks when ticks % TimeSpan.TicksPerSecond == 0 => $"{ticks / TimeSpan.TicksPerSecond}s",
        _ => $"{duration.TotalMilliseconds}ms",
    };

    /// <summary>An instant, with as many digits as it has beyond milliseconds.</summary>
    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString(
        instant.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-ddTHH:mm:ss.fffZ" : "yyyy-MM-ddTHH:mm:ss.fffffffZ",
        CultureInfo.InvariantCulture);
}
