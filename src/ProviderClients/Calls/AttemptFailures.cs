using System.Globalization;
using ProviderClients.Limiting;

namespace ProviderClients.Calls;

/// <summary>Words for what can happen to an attempt before there is an answer to read.</summary>
internal static class AttemptFailures
{
    public static CallFailure Deadline(TimeSpan timeout, CommitState commitState) => new(
        ProviderErrorKind.Timeout,
        string.Create(CultureInfo.InvariantCulture, $"no answer within {timeout.TotalSeconds:0.###} s"))
    {
        CommitState = commitState,
    };

    public static CallFailure AlreadyPast() => new(ProviderErrorKind.Timeout, "the deadline had passed; nothing was sent")
    {
        CommitState = CommitState.NotSent,
    };

    public static CallFailure NoPermit(string dialect, PermitDecision decision)
    {
        var seconds = (decision.RetryAfter ?? TimeSpan.Zero).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        return decision.IsQueueFull
            ? new CallFailure(ProviderErrorKind.QueueFull, "too many calls already wait for a permit")
            {
                CommitState = CommitState.NotSent,
                RetryAfter = decision.RetryAfter,
            }
            : new CallFailure(
                ProviderErrorKind.RateLimited,
                $"the limits for {dialect} leave no permit before the deadline; the next can be had in {seconds} s")
            {
                CommitState = CommitState.NotSent,
                RetryAfter = decision.RetryAfter,
            };
    }

    /// <summary>An exception of the transport, told apart by what is known about the wire and not by its type.</summary>
    public static CallFailure Of<T>(Exception exception, Attempt attempt, CallOrder<T> order)
    {
        var isPaidAndUnknown = order.Operation.Kind is OperationKind.Submit && attempt.CommitState is not CommitState.NotSent;
        var kind = exception switch
        {
            _ when isPaidAndUnknown => ProviderErrorKind.OutcomeUnknown,
            OperationCanceledException => ProviderErrorKind.Timeout,
            _ => ProviderErrorKind.ConnectionLost,
        };
        var message = (kind, attempt.CommitState) switch
        {
            (ProviderErrorKind.OutcomeUnknown, _) =>
                "the request was sent and no readable answer came; the work may have been done and billed",
            (ProviderErrorKind.Timeout, CommitState.Answered) => "the answer began and did not end in time",
            (ProviderErrorKind.Timeout, CommitState.Unknown) => "the request was sent and not answered in time",
            (ProviderErrorKind.Timeout, _) when attempt.GrantedNs is null => "no permit came before the deadline; nothing was sent",
            (ProviderErrorKind.Timeout, _) => "no connection in time; nothing was sent",
            (_, CommitState.Answered) => "the connection broke in the middle of the answer",
            (_, CommitState.Unknown) => "the connection broke before there was an answer",
            _ => "no connection could be made; nothing was sent",
        };
        return new CallFailure(kind, message)
        {
            Status = attempt.Status,
            CommitState = attempt.CommitState,
            Cause = exception,
        };
    }

    /// <summary>Whether the provider may have done paid work of which no account came back.</summary>
    public static bool MayBeBilled(CallFailure failure, Operation operation) =>
        operation.TakesPermit && failure is { CommitState: not CommitState.NotSent, Status: null or < 400 };

    public static string OutcomeOf(CallFailure failure) => failure switch
    {
        { Kind: ProviderErrorKind.OutcomeUnknown } or { CommitState: CommitState.Unknown } => "unknown",
        { CommitState: CommitState.NotSent } => "notSent",
        { Status: >= 400 } => "refused",
        _ => "failed",
    };
}
