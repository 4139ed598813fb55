using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Emulator.Chance;
using ScenarioFile;

namespace Emulator.Scenarios;

/// <summary>A duration that is always the same, or drawn evenly from a range by the identity of the request.</summary>
internal sealed record DelayRange : IParsable<DelayRange>, IValidatableObject
{
    public static readonly DelayRange None = new() { Constant = TimeSpan.Zero };

    [Description("Always this long. The short form of the whole mapping is the duration alone.")]
    public TimeSpan? Constant { get; init; }

    [Description("The shortest of a range.")]
    public TimeSpan? From { get; init; }

    [Description("The longest of a range.")]
    public TimeSpan? To { get; init; }

    public static DelayRange Between(TimeSpan from, TimeSpan to) => new() { From = from, To = to };

    public static DelayRange Parse(string s, IFormatProvider? provider) =>
        ScenarioScalar.TryDuration(s, out var constant)
            ? new DelayRange { Constant = constant }
            : throw new FormatException("write a duration such as 800ms, or a mapping {from: 200ms, to: 2s}");

    public static bool TryParse(string? s, IFormatProvider? provider, out DelayRange result)
    {
        var isDuration = ScenarioScalar.TryDuration(s, out var constant);
        result = new DelayRange { Constant = constant };
        return isDuration;
    }

    /// <summary>The duration that belongs to a draw.</summary>
    public TimeSpan At(ulong draw)
    {
        if (Constant is { } constant)
        {
            return constant;
        }

        var from = From ?? TimeSpan.Zero;
        return from + ((To ?? from) - from) * Seed.Fraction(draw);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Constant is null == (From is null && To is null) || From is null != To is null)
        {
            yield return new ValidationResult(
                "a delay is either constant or a range; write 800ms, or {from: 200ms, to: 2s} with both ends");
        }
        else if (From > To)
        {
            yield return new ValidationResult(
                string.Create(CultureInfo.InvariantCulture, $"from ({From}) is longer than to ({To}); swap them"),
                [nameof(From)]);
        }
    }
}
