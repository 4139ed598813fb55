using ProviderClients.Calls;

namespace ProviderClients.NanoBanana.TaskApi;

/// <summary>
/// What the task API's codes mean, wherever they stand: as the HTTP status or in the body of a 200. Beyond 400, 401, 404, 500 and 501 the
/// codes are those of the provider's family.
/// </summary>
internal static class NanoBananaTaskApiErrors
{
    private const int PolicyCode = 400;

    /// <summary>The only known sentence is about flagged prompts; failures of the newer endpoints are said to speak of sensitive content.</summary>
    private static readonly string[] PolicyWords = ["content policy", "flagged", "sensitive", "prohibited", "moderat", "nsfw"];

    public static CallFailure Read(RefusedAnswer answer) => NanoBananaTaskApiWire.ReadEnvelope(answer.Body) is { Code: { } code } envelope
        ? OfCode(code, envelope.Words)
        : StatusKinds.Failure(StatusKinds.Of(answer.Status), answer.Status, null);

    /// <summary>A refusal by the provider's own code.</summary>
    public static CallFailure OfCode(int code, string? words)
    {
        var kind = code switch
        {
            PolicyCode when IsPolicy(words) => ProviderErrorKind.Moderated,
            455 => ProviderErrorKind.Overloaded,
            501 => ProviderErrorKind.JobFailed,
            505 => ProviderErrorKind.InvalidRequest,
            _ => StatusKinds.Of(code),
        };
        return StatusKinds.Failure(kind, code, words) with
        {
            Status = code,
            Said = kind is ProviderErrorKind.Moderated ? words : null,
            Details = new NanoBananaTaskApiErrorDetails(code, words),
        };
    }

    /// <summary>Why a task failed, without words that repeat any of the secrets.</summary>
    public static CallFailure OfTask(NanoBananaTask task, string[] secrets)
    {
        var isPolicy = task.ErrorCode is PolicyCode || IsPolicy(task.ErrorMessage);
        var why = task switch
        {
            _ when isPolicy => "was refused by the content policy",
            { State: NanoBananaTaskState.CreateTaskFailed } => "could not be begun",
            _ => "failed",
        };
        var words = StatusKinds.Words(task.ErrorMessage);
        return new CallFailure(
            isPolicy ? ProviderErrorKind.Moderated : ProviderErrorKind.JobFailed,
            Confidential.WithoutEcho($"task {task.TaskId} {why}{(words is null ? "" : $": {words}")}", null, secrets))
        {
            Said = task.ErrorMessage,
            Details = new NanoBananaTaskApiErrorDetails(task.ErrorCode, task.ErrorMessage),
        };
    }

    public static CallFailure Malformed(string what) => new(ProviderErrorKind.MalformedResponse, what) { Status = 200 };

    private static bool IsPolicy(string? words) =>
        words is not null && PolicyWords.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase));
}
