using System.Globalization;

namespace ProviderClients.Calls;

/// <summary>
/// Decides whether a failed attempt is repeated. The first question is always what repeating can cost: paid work whose
/// outcome is not known is never sent again.
/// </summary>
internal static class RetryRules
{
    /// <summary>Where an attempt stands when the decision is made.</summary>
    /// <param name="Operation">What was tried.</param>
    /// <param name="Attempt">0 for the first.</param>
    /// <param name="RetryLimit">How many retries there may be.</param>
    /// <param name="TimeLeft">Until the call's deadline.</param>
    /// <param name="Jitter">A number from 0 to 1, the same for the same call and attempt.</param>
    internal readonly record struct Situation(
        Operation Operation, int Attempt, int RetryLimit, TimeSpan TimeLeft, double Jitter);

    public static RetryDecision Decide(CallFailure failure, Situation situation)
    {
        if (WhyNever(failure, situation) is { } never)
        {
            return RetryDecision.GiveUp(never);
        }

        if (situation.Attempt >= situation.RetryLimit)
        {
            return RetryDecision.GiveUp(Say($"all {situation.RetryLimit} retries are used"));
        }

        var wait = Backoff.For(failure, situation.Attempt, situation.Jitter);
        return wait >= situation.TimeLeft
            ? RetryDecision.GiveUp(Say($"the wait of {wait.TotalSeconds:0.###} s ends after the deadline, {situation.TimeLeft.TotalSeconds:0.###} s away"))
            : new RetryDecision(true, wait, Say($"{failure.Kind}: try again after {wait.TotalSeconds:0.###} s"));
    }

    /// <summary>Why this failure is never repeated, whatever the limits; <see langword="null"/> when it may be.</summary>
    private static string? WhyNever(CallFailure failure, Situation situation) => failure.NeverAgain ?? failure.Kind switch
    {
        ProviderErrorKind.NoImage or ProviderErrorKind.TextOnly => situation switch
        {
            { Operation.AsksAgainForImage: false } => "asking again would pay again",
            { Attempt: > 0 } => "asked twice, and there was no picture either time",
            _ => null,
        },
        ProviderErrorKind.RateLimited or ProviderErrorKind.QueueFull when failure.CommitState is CommitState.NotSent =>
            "the client's own limiter said no",
        ProviderErrorKind.RateLimited or ProviderErrorKind.Overloaded => null,
        ProviderErrorKind.ConnectionLost or ProviderErrorKind.Timeout when failure.CommitState is CommitState.NotSent => null,
        ProviderErrorKind.ConnectionLost or ProviderErrorKind.Timeout or ProviderErrorKind.EmptyAnswer
            when situation is { Operation.Kind: OperationKind.Chat, Attempt: > 0 } =>
            "the answer was lost twice; text is paid for too",
        ProviderErrorKind.EmptyAnswer or ProviderErrorKind.MalformedResponse when situation.Operation.Kind is OperationKind.Submit =>
            "the work is paid for; sending it again would pay twice",
        ProviderErrorKind.ConnectionLost or ProviderErrorKind.Timeout or ProviderErrorKind.EmptyAnswer => null,
        ProviderErrorKind.ServerError when situation.Operation is { Kind: OperationKind.Submit, ServerErrorMeansNothingDone: false } =>
            "the provider failed, and may have done and billed the work",
        ProviderErrorKind.ServerError => null,
        ProviderErrorKind.MalformedResponse => null,
        ProviderErrorKind.OutcomeUnknown => "it was sent and may have been done and billed",
        ProviderErrorKind.StreamInterrupted => "part of the answer has been delivered",
        _ => "repeating cannot change the answer",
    };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
