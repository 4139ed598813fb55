using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace LoadRunner.Scenarios;

/// <summary>The <c>load</c> section of a scenario: which calls arrive, when, and what makes the run's own numbers void.</summary>
internal sealed record LoadSection : IValidatableObject
{
    /// <summary>More would not fit a report, a journal or anybody's patience.</summary>
    public const long MaxArrivals = 5_000_000;

    [Description("How long calls arrive; calls under way at the end may still finish, see grace.")]
    public required TimeSpan Duration { get; init; }

    [Description("Calls made beforehand and thrown away, with another key: 2s, or {duration: 2s, key: sk-warm-up}.")]
    public WarmUp? WarmUp { get; init; }

    [Description("The most calls under way at once. An arrival beyond it is dropped and counted, and makes the run void.")]
    [Range(1, 100_000)]
    public int MaxInFlight { get; init; } = 512;

    [Description("true: dropped arrivals are reported but do not make the run void.")]
    public bool AllowDrops { get; init; }

    [Description("How long calls under way may still take after the last arrival; then they are cancelled. Default 30s.")]
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(30);

    [Description("The run is void when 1 % of the calls started later than this after they were due. Default 250ms.")]
    public TimeSpan MaxLag { get; init; } = TimeSpan.FromMilliseconds(250);

    [Description("How calls are made: through the integration layer with these settings, or plainly.")]
    public ClientSettings Client { get; init; } = new();

    [Description("What is called, each with its own arrivals.")]
    [MinLength(1)]
    public required IReadOnlyList<LoadTarget> Targets { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Duration <= TimeSpan.Zero || Duration > TimeSpan.FromDays(1))
        {
            yield return new ValidationResult("calls must arrive for some time; write more than 0s and at most 24h", [nameof(Duration)]);
        }

        if (MaxLag <= TimeSpan.Zero)
        {
            yield return new ValidationResult("no generator is never late; write a duration above 0s", [nameof(MaxLag)]);
        }

        if (Targets.Sum(target => target.Arrivals.MeanPerSecond * Duration.TotalSeconds) > MaxArrivals)
        {
            yield return new ValidationResult(
                $"this is more than {MaxArrivals:N0} calls; shorten the duration or lower the rates", [nameof(Targets)]);
        }

        if (Targets.All(target => target.Arrivals.MeanPerSecond == 0))
        {
            yield return new ValidationResult("nothing would ever arrive; give at least one target a rate above 0", [nameof(Targets)]);
        }
    }
}
