using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Emulator.Scenarios;

/// <summary>What the keys of a limit can be wrong about together, each in one sentence with its remedy.</summary>
internal static class LimitRules
{
    /// <summary>The largest amount of anything, so that no sum of amounts overflows.</summary>
    public const long MostUnits = 1_000_000_000_000;

    private const long MicroUsd = 1_000_000;
    private const long MostSteps = 10_000;

    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(3650);

    /// <summary>An amount as it is counted: dollars in millionths, everything else as it is.</summary>
    /// <param name="section">Whose amount it is.</param>
    /// <param name="amount">The amount as it is written.</param>
    public static long Units(LimitSection section, decimal amount) => (long)(section.Money is null ? amount : amount * MicroUsd);

    /// <summary>Finds what is wrong; the first complaint is enough, for the others often follow from it.</summary>
    public static IEnumerable<ValidationResult> Check(LimitSection limit)
    {
        var complaint = CheckThing(limit) ?? CheckTime(limit) ?? CheckCounting(limit) ?? CheckAmounts(limit) ?? CheckModifiers(limit);
        return complaint is null ? [] : [complaint];
    }

    private static ValidationResult? CheckThing(LimitSection limit)
    {
        object?[] things =
            [limit.Requests, limit.Tokens, limit.InputTokens, limit.Images, limit.Money, limit.InFlight, limit.ActiveJobs];
        return things.Count(thing => thing is not null) == 1 ? null : Wrong(
            $"the limit {limit.Name} must count exactly one thing",
            "write one of requests, tokens, inputTokens, images and money with a window, or inFlight, or activeJobs");
    }

    private static ValidationResult? CheckTime(LimitSection limit)
    {
        if (IsAtOnce(limit))
        {
            return TimeKeys(limit).FirstOrDefault(key => key.IsGiven).Name is { } key
                ? Wrong($"{key} has no meaning for {limit.Name}, which counts what goes on at once", $"remove {key}", key)
                : null;
        }

        return (limit.Window, limit.Daily) switch
        {
            (null, null) => Wrong(
                $"the limit {limit.Name} does not say in which time", "add window: 1h for example, or daily: America/Los_Angeles"),
            (not null, not null) => Wrong($"the limit {limit.Name} has both window and daily", "keep one of them", nameof(limit.Daily)),
            ({ Ticks: 0 }, _) => Wrong(
                $"the window of {limit.Name} is zero", "write a duration above zero, 1h for example", nameof(limit.Window)),
            ({ } window, _) when window > LongestWindow => Wrong(
                $"the window of {limit.Name} is too long", $"write {LongestWindow.TotalDays:0}d at most", nameof(limit.Window)),
            (_, { } zone) when !IsTimeZone(zone) => Wrong(
                $"there is no time zone {zone}", "write one by its IANA name, America/Los_Angeles or UTC for example", nameof(limit.Daily)),
            (_, not null) when limit.Counting is not null => Wrong(
                $"the limit {limit.Name} has both daily and counting",
                "remove counting, for a day is counted from midnight to midnight",
                nameof(limit.Counting)),
            _ => null,
        };
    }

    private static ValidationResult? CheckCounting(LimitSection limit)
    {
        if (limit.Step is not null != limit.Counting is WindowCounting.Quantised)
        {
            return limit.Step is null
                ? Wrong($"the limit {limit.Name} is quantised without a step", "add step: 10s for example", nameof(limit.Counting))
                : Wrong($"the limit {limit.Name} has a step but is not quantised", "add counting: quantised, or remove step", nameof(limit.Step));
        }

        if (limit.Step is { } step && (step > limit.Window || step.Ticks < limit.Window!.Value.Ticks / MostSteps))
        {
            return Wrong(
                $"the step of {limit.Name} does not fit its window",
                $"write at most the window and at least a {MostSteps}th of it", nameof(limit.Step));
        }

        return limit.Burst is not null && limit.Counting is not WindowCounting.TokenBucket
            ? Wrong($"the limit {limit.Name} has a burst but is no token bucket", "add counting: tokenBucket, or remove burst", nameof(limit.Burst))
            : null;
    }

    private static ValidationResult? CheckAmounts(LimitSection limit)
    {
        var unit = limit.Money is null ? "whole units" : "dollars, with at most six decimals,";
        (decimal? Amount, string Key)[] amounts =
            [(limit.Money, nameof(limit.Money)), (limit.Burst, nameof(limit.Burst)), (limit.Drift?.DownTo, nameof(limit.Drift))];
        foreach (var (amount, key) in amounts)
        {
            if (amount is { } written && !IsPossible(limit, written))
            {
                return Wrong($"the {Word(key)} of {limit.Name} cannot be {Number(written)}", $"write {unit} above zero", key);
            }
        }

        return null;
    }

    private static ValidationResult? CheckModifiers(LimitSection limit)
    {
        if (limit.Drift is { } drift)
        {
            var amount = limit.Money ?? limit.Requests ?? limit.Tokens ?? limit.InputTokens ?? limit.Images ?? limit.InFlight ?? limit.ActiveJobs;
            if (limit.Burst is not null)
            {
                return Wrong($"the limit {limit.Name} has both burst and drift", "keep one of them", nameof(limit.Drift));
            }

            if (drift.DownTo > amount || drift.Every < TimeSpan.FromMilliseconds(1) || drift.Every > LongestWindow)
            {
                return Wrong(
                    $"the limit {limit.Name} cannot drift so",
                    $"write downTo from 1 up to its own amount and every of a millisecond or more, {{downTo: 40, every: 10m}} for example",
                    nameof(limit.Drift));
            }
        }

        if (limit is { CountRefused: true, Money: not null })
        {
            return Wrong($"countRefused has no meaning for {limit.Name}", "remove it; refused requests cost nothing", nameof(limit.CountRefused));
        }

        if (limit is { Hidden: true, RetryAfter: true })
        {
            return Wrong($"the limit {limit.Name} is hidden but asks for Retry-After", "remove one of them", nameof(limit.RetryAfter));
        }

        return limit.Per is { } per && per.Distinct().Count() < per.Count
            ? Wrong($"the limit {limit.Name} names the same thing twice in per", "name each once", nameof(limit.Per))
            : null;
    }

    private static bool IsAtOnce(LimitSection limit) => limit.InFlight is not null || limit.ActiveJobs is not null;

    private static IEnumerable<(string? Name, bool IsGiven)> TimeKeys(LimitSection limit) =>
    [
        ("window", limit.Window is not null),
        ("daily", limit.Daily is not null),
        ("counting", limit.Counting is not null),
        ("step", limit.Step is not null),
        ("burst", limit.Burst is not null),
        ("countRefused", limit.CountRefused),
    ];

    private static bool IsTimeZone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId;

    private static bool IsPossible(LimitSection limit, decimal amount)
    {
        var most = (decimal)MostUnits / (limit.Money is null ? 1 : MicroUsd);
        var units = amount > most || amount <= 0 ? 0 : amount * (limit.Money is null ? 1 : MicroUsd);
        return units >= 1 && units == decimal.Truncate(units);
    }

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Word(string key) => key switch
    {
        nameof(LimitSection.Money) => "money",
        nameof(LimitSection.Burst) => "burst",
        _ => "downTo",
    };

    private static ValidationResult Wrong(string what, string remedy, string? key = null) =>
        new($"{what}; {remedy}", key is null ? null : [char.ToUpperInvariant(key[0]) + key[1..]]);
}
