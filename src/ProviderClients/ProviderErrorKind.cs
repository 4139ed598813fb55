namespace ProviderClients;

/// <summary>What kind of thing went wrong with a call; the one word to branch on.</summary>
public enum ProviderErrorKind
{
    /// <summary>The key is missing, wrong, expired or not allowed to do this.</summary>
    Authentication,

    /// <summary>The account has no credit left.</summary>
    InsufficientBalance,

    /// <summary>The provider refused with 429, or the client's own limiter did because no permit can come in time.</summary>
    RateLimited,

    /// <summary>The provider understood the request and will never accept it as it is.</summary>
    InvalidRequest,

    /// <summary>There is no such model, job or file.</summary>
    NotFound,

    /// <summary>The provider's content policy refused the prompt or withheld the result.</summary>
    Moderated,

    /// <summary>The provider is too busy: 503 or 529.</summary>
    Overloaded,

    /// <summary>The provider failed: any other 5xx.</summary>
    ServerError,

    /// <summary>The deadline of the call passed.</summary>
    Timeout,

    /// <summary>The connection could not be made, or was lost where repeating is harmless.</summary>
    ConnectionLost,

    /// <summary>Paid work was sent and no readable answer came; it may have been done and billed. Never repeated by itself.</summary>
    OutcomeUnknown,

    /// <summary>The answer cannot be read: empty, truncated, or not what the provider's format says.</summary>
    MalformedResponse,

    /// <summary>A stream ended before its end, after part of the answer had been delivered.</summary>
    StreamInterrupted,

    /// <summary>The provider failed too often just now; nothing was sent.</summary>
    CircuitOpen,

    /// <summary>Too many calls already wait for a permit; nothing was sent.</summary>
    QueueFull,

    /// <summary>The job ended without a result for a reason that lies with the provider.</summary>
    JobFailed,

    /// <summary>
    /// The provider answered in full and there is no picture in it, only a reason or none; asking again costs again and may help.
    /// </summary>
    NoImage,

    /// <summary>
    /// The provider answered with words in place of a picture: a question, an apology, a description. They are in
    /// <see cref="ProviderException.Said"/>.
    /// </summary>
    TextOnly,

    /// <summary>
    /// The provider said 200 and then nothing, or blank lines alone: it gave up a request that it had queued. Whether it was worked
    /// on, and is billed, cannot be known.
    /// </summary>
    EmptyAnswer,
}
