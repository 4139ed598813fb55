using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Emulator.Timing;

/// <summary>How long a provider's own work takes; each dialect reads the keys that mean something to it.</summary>
internal abstract record TimingKeys : IValidatableObject
{
    [Description("From the beginning of the work to the first token of a streamed or plain answer.")]
    public DelayDistribution? TimeToFirstToken { get; init; }

    [Description("How fast tokens follow one another, on average over an answer.")]
    public TokenRate? TokensPerSecond { get; init; }

    [Description("How much the gaps between tokens vary, from 0 (all alike) to 1 (from nothing to twice the mean).")]
    [Range(0.0, 1.0)]
    public double? TokenJitter { get; init; }

    [Description("Pauses between tokens, beside their pace.")]
    public PauseSection? Pauses { get; init; }

    [Description("How long a job waits before it runs.")]
    public DelayDistribution? QueueTime { get; init; }

    [Description("How long a job runs.")]
    public DelayDistribution? RunTime { get; init; }

    [Description("The shares of its work, from 0 to 1, that a job tells of while it runs, each for an equal part of that time; an empty list rises evenly.")]
    public IReadOnlyList<double>? Progress { get; init; }

    [Description("How long a result can be fetched after it was ready.")]
    public TimeSpan? ResultLifetime { get; init; }

    /// <summary>Every key with its value, for checks that treat all alike.</summary>
    protected internal IEnumerable<(string Key, object? Value)> WorkKeys =>
    [
        (nameof(TimeToFirstToken), TimeToFirstToken),
        (nameof(TokensPerSecond), TokensPerSecond),
        (nameof(TokenJitter), TokenJitter),
        (nameof(Pauses), Pauses),
        (nameof(QueueTime), QueueTime),
        (nameof(RunTime), RunTime),
        (nameof(Progress), Progress),
        (nameof(ResultLifetime), ResultLifetime),
    ];

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Progress is { } shares && !(shares.All(share => share is >= 0 and <= 1) && shares.SequenceEqual(shares.Order())))
        {
            yield return new ValidationResult(
                "progress must rise from 0 to 1; write [0.1, 0.5, 0.95] for example", [nameof(Progress)]);
        }
    }
}

/// <summary>The timing of a whole dialect.</summary>
internal sealed record TimingSection : TimingKeys;
