using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ScenarioFile;

namespace Emulator.Scenarios;

/// <summary>A stretch of the run, once or again and again: an outage, or the time over which a rate rises.</summary>
internal sealed record RunWindow : IParsable<RunWindow>, IValidatableObject
{
    [Description("When it begins, counted from the start of the server. The short form of the whole mapping is \"10s..30s\".")]
    public TimeSpan From { get; init; }

    [Description("When it ends.")]
    public TimeSpan To { get; init; }

    [Description("It comes again after so long, counted from beginning to beginning.")]
    public TimeSpan? Every { get; init; }

    [Description("The share of requests that it hits, from the beginning of the window to its end, in place of probability.")]
    public RateRamp? Ramp { get; init; }

    public static RunWindow Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var window)
            ? window
            : throw new FormatException("write a window such as 10s..30s, or a mapping {from: 10s, to: 30s, every: 5m}");

    public static bool TryParse(string? s, IFormatProvider? provider, out RunWindow result)
    {
        result = new RunWindow();
        var parts = (s ?? "").Split("..");
        if (parts.Length != 2
            || !ScenarioScalar.TryDuration(parts[0], out var from)
            || !ScenarioScalar.TryDuration(parts[1], out var to)
            || from >= to)
        {
            return false;
        }

        result = new RunWindow { From = from, To = to };
        return true;
    }

    /// <summary>How far into the window an instant of the run is, from 0 to 1; <see langword="null"/> outside.</summary>
    public double? ShareAt(TimeSpan elapsed)
    {
        var since = elapsed - From;
        if (since < TimeSpan.Zero)
        {
            return null;
        }

        if (Every is { } every)
        {
            since = TimeSpan.FromTicks(since.Ticks % every.Ticks);
        }

        var length = To - From;
        return since < length ? since / length : null;
    }

    public override string ToString() =>
        Every is { } every ? $"{From:g} to {To:g} of every {every:g}" : $"{From:g} to {To:g}";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (From >= To)
        {
            yield return new ValidationResult(
                $"the window ends ({To:g}) before it begins ({From:g}); write {{from: 10s, to: 30s}}", [nameof(To)]);
        }
        else if (Every < To - From)
        {
            yield return new ValidationResult(
                "the window is longer than the time after which it comes again; make every at least as long as the window",
                [nameof(Every)]);
        }
    }
}

/// <summary>A share that rises or falls evenly.</summary>
internal sealed record RateRamp
{
    [Description("The share at the beginning, from 0 to 1.")]
    [Range(0.0, 1.0)]
    public double From { get; init; }

    [Description("The share at the end, from 0 to 1.")]
    [Range(0.0, 1.0)]
    public double To { get; init; }

    public double At(double share) => From + ((To - From) * share);
}
