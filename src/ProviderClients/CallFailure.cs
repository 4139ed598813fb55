using ProviderClients.Calls;

namespace ProviderClients;

/// <summary>Why an attempt failed, as a value; it becomes a <see cref="ProviderException"/> only when nobody tries again.</summary>
/// <param name="Kind">The one word.</param>
/// <param name="Message">One sentence without key or prompt.</param>
internal sealed record CallFailure(ProviderErrorKind Kind, string Message)
{
    public int? Status { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The provider's job, where there is one: what it will deliver may already be paid for.</summary>
    public string? Job { get; init; }

    /// <summary>Set where the remedy is to send less at once.</summary>
    public Crowding? Crowding { get; init; }

    /// <summary>Why no repetition can help although the kind usually allows one; <see langword="null"/> when it may help.</summary>
    public string? NeverAgain { get; init; }

    /// <summary>What the provider said about it in its own words, unshortened; it may quote the prompt.</summary>
    public string? Said { get; init; }

    public ProviderErrorDetails? Details { get; init; }

    public CommitState CommitState { get; init; } = CommitState.Answered;

    public Exception? Cause { get; init; }
}
