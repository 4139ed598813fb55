namespace ProviderClients;

/// <summary>The one exception of this library: what went wrong with a call, in one sentence and in one word.</summary>
/// <remarks>The message never holds a key or a prompt.</remarks>
public sealed class ProviderException : Exception
{
    internal ProviderException(string dialect, CallFailure failure, string callId, int attempts)
        : base($"{dialect}: {failure.Message}", failure.Cause)
    {
        Dialect = dialect;
        Kind = failure.Kind;
        Status = failure.Status;
        RetryAfter = failure.RetryAfter;
        CommitState = failure.CommitState;
        JobId = failure.Job;
        CallId = callId;
        Attempts = attempts;
        Said = failure.Said;
        Details = failure.Details;
    }

    /// <summary>Who was called: <c>DeepSeek/Chat</c>, <c>NanoBanana/Gemini</c> and so on.</summary>
    public string Dialect { get; }

    /// <summary>What kind of thing went wrong.</summary>
    public ProviderErrorKind Kind { get; }

    /// <summary>The last answer's HTTP status; <see langword="null"/> when there was no answer.</summary>
    public int? Status { get; }

    /// <summary>When trying again may succeed, where that is known.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>How far the last attempt had come.</summary>
    public CommitState CommitState { get; }

    /// <summary>The logical call; the same as in the audit log and in <c>X-Request-Id</c>.</summary>
    public string CallId { get; }

    /// <summary>
    /// The provider's job, where one was accepted: it may still finish and be fetched; <see langword="null"/> without one.
    /// </summary>
    public string? JobId { get; }

    /// <summary>How often the request was sent.</summary>
    public int Attempts { get; }

    /// <summary>
    /// The provider's own words where it refused or answered without a picture; <see langword="null"/> when it gave none. They may
    /// quote the prompt, which the message never does.
    /// </summary>
    public string? Said { get; }

    /// <summary>
    /// The parts of the refusal, for a dialect that sends any; its own type says which:
    /// <see cref="NanoBanana.Gemini.NanoBananaGeminiErrorDetails"/> for example. <see langword="null"/> without them.
    /// </summary>
    public ProviderErrorDetails? Details { get; }
}
