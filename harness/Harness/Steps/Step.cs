using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Harness.Steps;

/// <summary>One entry of a scenario's <c>steps</c>: a call, made once or often, or several steps side by side.</summary>
internal sealed record Step : IValidatableObject
{
    /// <summary>More calls than that belong into a load run.</summary>
    public const int MostCalls = 1_000_000;

    private const int MostWorkers = 1_000;

    [Description("What is done: enhance, stream, models or balance with DeepSeek; image with the others; thumbnail with both, the prompt being a title.")]
    public StepCall? Call { get; init; }

    [Description("Steps that run side by side; the next step begins when all have ended.")]
    public IReadOnlyList<Step> Together { get; init; } = [];

    [Description("Who is called. Default: DeepSeek/Chat; image and thumbnail need it said.")]
    public string? Dialect { get; init; }

    [Description("integration (default): the integration layer of src/. naive: no limiter, no waiting; a positive control.")]
    public StepClientKind Client { get; init; } = StepClientKind.Integration;

    [Description("The key that is sent.")]
    public string Key { get; init; } = "sk-harness";

    [Description("The prompt; {n} becomes the number of the call.")]
    public string Prompt { get; init; } = "a lighthouse at dusk, number {n}";

    [Description("How a prompt is enhanced: creative, precise or balanced.")]
    public StepMode Mode { get; init; } = StepMode.Balanced;

    [Description("Width of an image in pixels; dialects with named proportions ignore it.")]
    [Range(1, 4096)]
    public int Width { get; init; } = 512;

    [Description("Height of an image in pixels; dialects with named proportions ignore it.")]
    [Range(1, 4096)]
    public int Height { get; init; } = 512;

    [Description("The model; default: the client's own.")]
    public string? Model { get; init; }

    [Description("How many calls are made in all.")]
    [Range(1, MostCalls)]
    public int Times { get; init; } = 1;

    [Description("Go on calling for this long instead of a number of times; calls still waiting then are cancelled.")]
    public TimeSpan? For { get; init; }

    [Description("How many calls are under way at once.")]
    [Range(1, MostWorkers)]
    public int Workers { get; init; } = 1;

    [Description("The client's deadline for one call, everything included; default: the client's own.")]
    public TimeSpan? Timeout { get; init; }

    [Description("The client's retries after the first attempt; default: the client's own.")]
    [Range(0, 100)]
    public int? RetryLimit { get; init; }

    [Description("The limits that the client keeps to, instead of its own; an empty list means none.")]
    public IReadOnlyList<StepLimit>? Limits { get; init; }

    [Description("What every call of this step must give; default: succeeded.")]
    public StepExpectation Expect { get; init; } = new();

    /// <summary>The dialect with its default.</summary>
    public string DialectName => Dialect ?? StepDialects.Chat;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Call is null == (Together.Count == 0))
        {
            yield return new ValidationResult("a step is either a call or several steps together; write call: or together:");
        }

        if (Call is { } call && StepDialects.Remedy(call, Dialect) is { } remedy)
        {
            yield return new ValidationResult($"{Dialect ?? "no dialect"} cannot do this; {remedy}", [nameof(Dialect)]);
        }

        if (Call is StepCall.Thumbnail && Client is StepClientKind.Naive)
        {
            yield return new ValidationResult("the naive client makes no thumbnails; leave client out", [nameof(Client)]);
        }

        if (For is { } time && (time <= TimeSpan.Zero || time > TimeSpan.FromDays(31)))
        {
            yield return new ValidationResult("this is no time to call in; write more than 0s and at most 31d", [nameof(For)]);
        }

        if (For is not null && Times != 1)
        {
            yield return new ValidationResult("for and times exclude each other; keep one", [nameof(Times)]);
        }

        if (Timeout is { } deadline && deadline <= TimeSpan.Zero)
        {
            yield return new ValidationResult("no call ends in no time; write more than 0s", [nameof(Timeout)]);
        }
    }
}
