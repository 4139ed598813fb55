namespace ProviderClients.Calls;

/// <summary>How one attempt ended and what was decided next; what the resilience pipeline looks at.</summary>
internal sealed record AttemptResult(object? Value, CallFailure? Failure, RetryDecision Decision)
{
    public static AttemptResult Success(object? value) => new(value, null, RetryDecision.Done);

    /// <summary>Whether the provider, not the request, was at fault; a breaker counts nothing else.</summary>
    public bool CountsAgainstProvider => Failure?.Kind is
        ProviderErrorKind.ServerError or ProviderErrorKind.Overloaded or ProviderErrorKind.ConnectionLost
        or ProviderErrorKind.Timeout or ProviderErrorKind.MalformedResponse or ProviderErrorKind.OutcomeUnknown
        or ProviderErrorKind.EmptyAnswer;
}

/// <summary>Whether, when and why there is another attempt.</summary>
/// <param name="Retry">Whether there is one.</param>
/// <param name="Wait">How long it is put off.</param>
/// <param name="Why">The reason, for a person.</param>
internal sealed record RetryDecision(bool Retry, TimeSpan Wait, string Why)
{
    public static readonly RetryDecision Done = new(false, TimeSpan.Zero, "succeeded");

    public static RetryDecision GiveUp(string why) => new(false, TimeSpan.Zero, why);
}
