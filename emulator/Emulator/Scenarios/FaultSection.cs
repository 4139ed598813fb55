using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Emulator.Scenarios;

/// <summary>The faults that can be scripted.</summary>
internal enum FaultKind
{
    Refuse,
    Delay,
    Cut,
}

/// <summary>One scripted fault: what happens, and to which attempts of which requests.</summary>
internal sealed record FaultSection : IValidatableObject
{
    [Description("What happens: refuse, delay or cut.")]
    public required FaultKind Fault { get; init; }

    [Description("refuse: the answer's status; 503 unless said otherwise.")]
    [Range(400, 599)]
    public int? Status { get; init; }

    [Description("refuse: the wait that the answer asks for.")]
    public TimeSpan? RetryAfter { get; init; }

    [Description("cut: how many bytes of the body arrive before the connection breaks; 0 unless said otherwise.")]
    [Range(0L, long.MaxValue)]
    public long? AfterBytes { get; init; }

    [Description("delay: how much longer the answer takes.")]
    public DelayRange? Delay { get; init; }

    [Description("The attempts of a logical call that it hits: \"0\", \"0..1\", \"2..\"; by default all.")]
    public AttemptRange? Attempts { get; init; }

    [Description("The operations that it hits, chat.completions for example; by default all.")]
    public IReadOnlyList<string>? Operations { get; init; }

    [Description("The share of those attempts that it hits, from 0 to 1; by default all.")]
    [Range(0.0, 1.0)]
    public double? Probability { get; init; }

    [Description("It hits only requests whose prompt contains this text, in any case.")]
    public string? PromptContains { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Fault is not FaultKind.Refuse && (Status is not null || RetryAfter is not null))
        {
            yield return new ValidationResult(
                "status and retryAfter belong to the fault refuse only; remove them or write fault: refuse",
                [Status is not null ? nameof(Status) : nameof(RetryAfter)]);
        }

        if (Fault is not FaultKind.Cut && AfterBytes is not null)
        {
            yield return new ValidationResult(
                "afterBytes belongs to the fault cut only; remove it or write fault: cut", [nameof(AfterBytes)]);
        }

        if (Fault is FaultKind.Delay == Delay is null)
        {
            yield return new ValidationResult(
                "delay belongs to the fault delay, which needs it; write {fault: delay, delay: 30s}", [nameof(Delay)]);
        }
    }
}
