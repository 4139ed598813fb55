using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emulator.Exchanges;

namespace Emulator.NanoBanana.TaskApi;

/// <summary>What a scenario says that only this provider has, where its pages are silent or contradict each other.</summary>
internal sealed record TaskApiSection : IValidatableObject
{
    [Description("Whether every answer of the API has status 200, an error's code standing in its body alone; by default 400, 401, 404, 429 and 500 are statuses, too.")]
    public bool AlwaysHttp200 { get; init; }

    [Description("What the text of a submit's answer is called, by endpoint.")]
    public TaskApiTextKeys TextKeys { get; init; } = new();

    [Description("What tasks cost in credits.")]
    public TaskApiPrices Prices { get; init; } = new();

    [Description("What the fault failedJob and the prompt's [failed] mean: generateFailed (default), createFailed, internalError or policy.")]
    public TaskApiFailure FailedJob { get; init; } = TaskApiFailure.GenerateFailed;

    [Description("How tasks fail whose prompts contain a text; the first that fits decides.")]
    public IReadOnlyList<TaskApiFate> Fates { get; init; } = [];

    [Description("The errorMessage of a task that the content policy refuses; the callback of generate has the documented one.")]
    [MinLength(1)]
    public string PolicyMessage { get; init; } = "Your prompt has been flagged for violating content policy";

    [Description("How callbacks are made and repeated.")]
    public TaskApiCallbacks Callbacks { get; init; } = new();

    [Description("How tasks are told of.")]
    public TaskApiRecords Records { get; init; } = new();

    [Description("Whether generate and generate-pro refuse a submit without callBackUrl, as the schema of the first and the text of the second have it; by default they do not.")]
    public bool RequiresCallbackUrl { get; init; }

    [Description("The name of the switch for web search in generate-2; by default googleSearch.")]
    [MinLength(1)]
    public string SearchKey { get; init; } = "googleSearch";

    [Description("How long an originImageUrl is good for; by default the documented 10 minutes.")]
    public TimeSpan OriginLifetime { get; init; } = TimeSpan.FromMinutes(10);

    [Description("The status of a picture's address that is good no more: 404 (default), 403 or 410.")]
    [AllowedValues(403, 404, 410)]
    public int ExpiredStatus { get; init; } = 404;

    /// <summary>The rules of the scenario that a request came under.</summary>
    public static TaskApiSection Of(Exchange exchange) => (TaskApiSection)exchange.Served.Rules!;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OriginLifetime < TimeSpan.Zero || OriginLifetime > TimeSpan.FromDays(3650))
        {
            yield return new ValidationResult("no address is good for so long; write 10m for example", [nameof(OriginLifetime)]);
        }
    }
}

/// <summary>What a submit's text is called: the provider's pages differ from endpoint to endpoint, and for one are not known.</summary>
internal sealed record TaskApiTextKeys
{
    [Description("Of generate: msg (default), message or both.")]
    public TaskApiTextKey Generate { get; init; } = TaskApiTextKey.Msg;

    [Description("Of generate-2: both (default), msg or message.")]
    public TaskApiTextKey Generate2 { get; init; } = TaskApiTextKey.Both;

    [Description("Of generate-pro: message (default), msg or both.")]
    public TaskApiTextKey GeneratePro { get; init; } = TaskApiTextKey.Message;

    public TaskApiTextKey Of(TaskApiModel model) =>
        model.IsFirst ? Generate : model == TaskApiModel.Pro ? GeneratePro : Generate2;
}

/// <summary>The name of a text.</summary>
internal enum TaskApiTextKey
{
    Msg,
    Message,
    Both,
}

/// <summary>How a task fails whose prompt contains a text.</summary>
internal sealed record TaskApiFate
{
    [Description("The text.")]
    [MinLength(1)]
    public required string PromptContains { get; init; }

    [Description("How it fails: policy, generateFailed, createFailed or internalError.")]
    public required TaskApiFailure Outcome { get; init; }
}

/// <summary>How callbacks are made and repeated.</summary>
internal sealed record TaskApiCallbacks : IValidatableObject
{
    [Description("The body of generate-pro's: record (default), which is that of generate-2, or outcome, which is that of generate.")]
    public TaskApiCallbackBody ProBody { get; init; } = TaskApiCallbackBody.Record;

    [Description("The waits before the three further tries; how long they are is not known.")]
    public IReadOnlyList<TimeSpan> RetryWaits { get; init; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RetryWaits.Count > 10 || RetryWaits.Any(wait => wait < TimeSpan.Zero || wait > TimeSpan.FromDays(1)))
        {
            yield return new ValidationResult("nobody waits so long or so often; write [1s, 5s, 30s] for example", [nameof(RetryWaits)]);
        }
    }
}

/// <summary>Which of the two documented bodies a callback has.</summary>
internal enum TaskApiCallbackBody
{
    Record,
    Outcome,
}

/// <summary>How tasks are told of, where samples and schema differ.</summary>
internal sealed record TaskApiRecords : IValidatableObject
{
    [Description("Whether what there is not is 0 and an empty text, as in the schema's older sample; by default it is null, as in production.")]
    public bool EmptyValues { get; init; }

    [Description("Whether times are milliseconds since 1970, as a sister API has them; by default 2026-11-20 10:00:31.")]
    public bool EpochMilliseconds { get; init; }

    [Description("How far the zone of times is ahead of UTC, 8h for example; by default not at all, as nobody knows it.")]
    public TimeSpan AheadOfUtc { get; init; }

    [Description("Whether the hour after midnight is written as 24, as a documented sample has it.")]
    public bool MidnightIs24 { get; init; }

    [Description("Whether a finished task tells the upstream address, too; by default originImageUrl is null, as in production.")]
    public bool OriginUrls { get; init; }

    [Description("Whether a task of several pictures tells all their addresses in resultImageUrls; by default only the first is told.")]
    public bool ResultUrls { get; init; }

    [Description("The code for a task that does not exist: 404 (default), 400 or 500.")]
    [AllowedValues(400, 404, 500)]
    public int UnknownTaskCode { get; init; } = 404;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AheadOfUtc.Duration() > TimeSpan.FromHours(14))
        {
            yield return new ValidationResult("no zone is so far from UTC; write 8h for example", [nameof(AheadOfUtc)]);
        }
    }
}
