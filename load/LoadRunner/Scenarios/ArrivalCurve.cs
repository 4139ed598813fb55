using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LoadRunner.Pacing;

namespace LoadRunner.Scenarios;

/// <summary>How calls arrive over time, as it is written; <see cref="Over"/> turns it into instants.</summary>
internal sealed record ArrivalCurve : IParsable<ArrivalCurve>, IValidatableObject
{
    [Description("Evenly, so many per unit of time: 5/s, 90/min, 0.2/s.")]
    public Rate? Rate { get; init; }

    [Description("A ramp's rate at the beginning.")]
    public Rate? From { get; init; }

    [Description("A ramp's rate at the end.")]
    public Rate? To { get; init; }

    [Description("By chance, as independent users come, at this rate in the mean.")]
    public Rate? Poisson { get; init; }

    [Description("With poisson: the same seed gives the same arrivals. Default 1.")]
    public ulong? Seed { get; init; }

    /// <summary>Calls per second in the mean of the whole duration.</summary>
    public double MeanPerSecond =>
        Rate?.PerSecond ?? Poisson?.PerSecond ?? (((From?.PerSecond ?? 0) + (To?.PerSecond ?? 0)) / 2);

    public static ArrivalCurve Parse(string s, IFormatProvider? provider) =>
        new() { Rate = Pacing.Rate.Parse(s, provider) };

    public static bool TryParse(string? s, IFormatProvider? provider, out ArrivalCurve result)
    {
        var isRate = Pacing.Rate.TryParse(s, provider, out var rate);
        result = new ArrivalCurve { Rate = rate };
        return isRate;
    }

    public IArrivalSchedule Over(TimeSpan duration) => this switch
    {
        { Rate: { } rate } => new ConstantArrivals(rate, duration),
        { Poisson: { } rate } => new PoissonArrivals(rate, duration, Seed ?? 1),
        _ => new RampArrivals(From.GetValueOrDefault(), To.GetValueOrDefault(), duration),
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var isRamp = From.HasValue && To.HasValue;
        var forms = new[] { Rate.HasValue, Poisson.HasValue, From.HasValue || To.HasValue }.Count(given => given);
        if (forms != 1 || (From.HasValue != To.HasValue && !isRamp))
        {
            yield return new ValidationResult(
                "arrivals have one form; write 5/s, {from: 1/s, to: 20/s} or {poisson: 5/s, seed: 7}");
        }
        else if (Seed.HasValue && !Poisson.HasValue)
        {
            yield return new ValidationResult("only poisson arrivals need a seed; remove seed", [nameof(Seed)]);
        }
    }

    public override string ToString() => this switch
    {
        { Rate: { } rate } => $"{rate}",
        { Poisson: { } rate } => $"poisson {rate}, seed {Seed ?? 1}",
        _ => $"ramp {From} to {To}",
    };
}
