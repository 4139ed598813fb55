using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emulator.Chance;
using ScenarioFile;

namespace Emulator.Timing;

/// <summary>
/// How long something takes: always the same, or drawn by the identity of the request. A duration is a function of one
/// draw, rounded to microseconds, so that it is the same on every machine, and never longer than <see cref="Longest"/>.
/// </summary>
internal sealed record DelayDistribution : IParsable<DelayDistribution>, IValidatableObject
{
    /// <summary>No draw gives more, whatever the form allows.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    public static readonly DelayDistribution None = new() { Constant = TimeSpan.Zero };

    [Description("Always this long. The short form of the whole mapping is the duration alone.")]
    public TimeSpan? Constant { get; init; }

    [Description("The shortest of an even range; needs to.")]
    public TimeSpan? From { get; init; }

    [Description("The longest of an even range; needs from.")]
    public TimeSpan? To { get; init; }

    [Description("The mean: of a normal distribution with deviation, of an exponential one alone.")]
    public TimeSpan? Mean { get; init; }

    [Description("The standard deviation of a normal distribution, never below zero; needs mean.")]
    public TimeSpan? Deviation { get; init; }

    [Description("The middle of a lognormal distribution: half of the draws are shorter; needs p95.")]
    public TimeSpan? Median { get; init; }

    [Description("What 95 of 100 draws of a lognormal distribution stay below; needs median.")]
    public TimeSpan? P95 { get; init; }

    [Description("Recorded durations. The identity of the request draws the entry, never the order of arrival, so a call meets the same one in every run.")]
    public IReadOnlyList<TimeSpan>? Replay { get; init; }

    [Description("Longer draws are cut to this; without it to 24 h.")]
    public TimeSpan? Max { get; init; }

    public static DelayDistribution Between(TimeSpan from, TimeSpan to) => new() { From = from, To = to };

    /// <summary>A lognormal distribution, the form of most latencies: long to the right, never below zero.</summary>
    public static DelayDistribution Around(TimeSpan median, TimeSpan p95) => new() { Median = median, P95 = p95 };

    public static DelayDistribution Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var parsed)
            ? parsed
            : throw new FormatException("write a duration such as 800ms, of 24h at most, or a mapping such as {from: 200ms, to: 2s}");

    public static bool TryParse(string? s, IFormatProvider? provider, out DelayDistribution result)
    {
        var isDuration = ScenarioScalar.TryDuration(s, out var constant) && constant <= Longest;
        result = new DelayDistribution { Constant = constant };
        return isDuration;
    }

    /// <summary>The duration that belongs to a draw.</summary>
    public TimeSpan At(ulong draw)
    {
        var share = Quantiles.ShareOf(draw);
        var seconds = this switch
        {
            { Constant: { } constant } => constant.TotalSeconds,
            { From: { } from, To: { } to } => from.TotalSeconds + ((to - from).TotalSeconds * share),
            { Mean: { } mean, Deviation: { } deviation } => mean.TotalSeconds + (deviation.TotalSeconds * Quantiles.Normal(share)),
            { Mean: { } mean } => mean.TotalSeconds * Quantiles.Exponential(share),
            { Median: { } median, P95: { } p95 } => Quantiles.LogNormal(median.TotalSeconds, p95.TotalSeconds, share),
            { Replay: { } recorded } => recorded[(int)(recorded.Count * Seed.Fraction(draw))].TotalSeconds,
            _ => 0,
        };
        return Rounded(Math.Clamp(seconds, 0, (Max ?? Longest).TotalSeconds));
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => DelayForms.Check(this);

    private static TimeSpan Rounded(double seconds) =>
        TimeSpan.FromMicroseconds((long)Math.Round(seconds * 1e6, MidpointRounding.AwayFromZero));
}
