using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Emulator.Faults;
using Emulator.Timing;

namespace Emulator.Scenarios;

/// <summary>One rule of misbehaviour: what happens, to which requests, and when. Each fault reads the keys that it knows.</summary>
internal sealed record FaultSection : RequestConditions
{
    [Description("What happens.")]
    public required FaultKind Fault { get; init; }

    [Description("false: the rule is switched off and does nothing.")]
    public bool? Enabled { get; init; }

    [Description("The share of the requests meant that it hits, from 0 to 1; by default all.")]
    [Range(0.0, 1.0)]
    public double? Probability { get; init; }

    [Description("The stretch of the run in which it hits; by default all of it.")]
    public RunWindow? During { get; init; }

    [Description("The status of the answer.")]
    [Range(400, 599)]
    public int? Status { get; init; }

    [Description("The wait that the answer asks for.")]
    public TimeSpan? RetryAfter { get; init; }

    [Description("The form in which the answer asks for it; whole seconds unless said otherwise.")]
    public RetryAfterForm? RetryAfterForm { get; init; }

    [Description("How long it takes.")]
    public DelayDistribution? Delay { get; init; }

    [Description("Where in the answer the connection breaks; midStream unless said otherwise.")]
    public BreakPhase? Phase { get; init; }

    [Description("How many bytes of the body arrive.")]
    [Range(0L, long.MaxValue)]
    public long? AfterBytes { get; init; }

    [Description("How fast the body is written.")]
    [Range(1, int.MaxValue)]
    public int? BytesPerSecond { get; init; }

    [Description("The number of the event in the stream, counted from 1.")]
    [Range(1, int.MaxValue)]
    public int? Frame { get; init; }

    [Description("How many blank lines.")]
    [Range(1, 1_000_000)]
    public int? Lines { get; init; }

    [Description("How much Content-Length says beyond the truth, in bytes; below zero it says less.")]
    public int? ByBytes { get; init; }

    [Description("The content type that the answer claims.")]
    [MinLength(1)]
    public string? ContentType { get; init; }

    [Description("The body in place of the provider's.")]
    public string? Body { get; init; }

    [Description("Values to set in the JSON of the answer, by path: result.sample, choices.0.finish_reason.")]
    public IReadOnlyDictionary<string, JsonNode?>? Set { get; init; }

    [Description("Paths to remove from the JSON of the answer.")]
    public IReadOnlyList<string>? Remove { get; init; }

    [Description("Headers to set; an empty text removes one.")]
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    [Description("How many more times the callback comes.")]
    [Range(1, 100)]
    public int? Times { get; init; }

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        base.Validate(validationContext).Concat(FaultKeys.Check(this)).Concat(CheckChance());

    private IEnumerable<ValidationResult> CheckChance()
    {
        if (Probability is not null && During?.Ramp is not null)
        {
            yield return new ValidationResult(
                "probability and during.ramp both say how many requests are hit; remove one", [nameof(Probability)]);
        }
    }
}
