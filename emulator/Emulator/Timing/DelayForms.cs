using System.ComponentModel.DataAnnotations;

namespace Emulator.Timing;

/// <summary>Which keys of a duration belong together, and what is wrong with the others.</summary>
internal static class DelayForms
{
    private const int MostRecorded = 100_000;

    private const string Forms =
        "write one of 800ms, {from: 200ms, to: 2s}, {mean: 1s, deviation: 200ms}, {median: 2s, p95: 9s}, {mean: 3s}, {replay: [120ms, 3s]}";

    public static IEnumerable<ValidationResult> Check(DelayDistribution delay)
    {
        var keys = KeysOf(delay);
        if (keys is not ("constant" or "from to" or "mean deviation" or "median p95" or "mean" or "replay"))
        {
            yield return new ValidationResult(keys.Length == 0
                ? $"a duration says nothing; {Forms}"
                : $"a duration has exactly one form, and this one has {keys.Replace(" ", ", ", StringComparison.Ordinal)}; {Forms}");
            yield break;
        }

        if (delay.From > delay.To)
        {
            yield return Wrong($"from ({delay.From}) is longer than to ({delay.To}); swap them", nameof(delay.From));
        }

        if (delay.Median is { } median && (median <= TimeSpan.Zero || delay.P95 < median))
        {
            yield return Wrong(
                $"median ({median}) must be above zero and not longer than p95 ({delay.P95}); write {{median: 2s, p95: 9s}}",
                nameof(delay.Median));
        }

        if (delay.Replay is { Count: 0 or > MostRecorded })
        {
            yield return Wrong(
                $"replay has {delay.Replay.Count} durations; list from 1 to {MostRecorded}", nameof(delay.Replay));
        }

        if (Longest(delay) > DelayDistribution.Longest)
        {
            yield return new ValidationResult(
                $"{Longest(delay)} is longer than a duration can be; write 24h at most");
        }
    }

    private static TimeSpan? Longest(DelayDistribution delay)
    {
        TimeSpan?[] all =
            [delay.Constant, delay.To, delay.Mean, delay.Deviation, delay.P95, delay.Max, .. delay.Replay?.Select(one => (TimeSpan?)one) ?? []];
        return all.Max();
    }

    private static string KeysOf(DelayDistribution delay)
    {
        (string Key, bool IsThere)[] keys =
        [
            ("constant", delay.Constant is not null),
            ("from", delay.From is not null),
            ("to", delay.To is not null),
            ("mean", delay.Mean is not null),
            ("deviation", delay.Deviation is not null),
            ("median", delay.Median is not null),
            ("p95", delay.P95 is not null),
            ("replay", delay.Replay is not null),
        ];
        return string.Join(' ', keys.Where(key => key.IsThere).Select(key => key.Key));
    }

    private static ValidationResult Wrong(string what, string key) => new(what, [key]);
}
