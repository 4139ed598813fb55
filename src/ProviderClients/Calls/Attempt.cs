using ProviderClients.Limiting;

namespace ProviderClients.Calls;

/// <summary>The stamps of one attempt, and what they prove about its request.</summary>
internal sealed class Attempt(int number, long queuedNs)
{
    public int Number { get; } = number;

    public long QueuedNs { get; } = queuedNs;

    public long? GrantedNs { get; set; }

    /// <summary>When the transport was asked to send; not yet a proof that it did.</summary>
    public long? WireEntered { get; set; }

    /// <summary>When the first byte was about to go out; <see langword="null"/> proves that none did.</summary>
    public long? CommittedNs { get; set; }

    public long? HeadersNs { get; set; }

    public int? Status { get; set; }

    /// <summary>A stream goes on with response and permit.</summary>
    public bool IsTakenOver { get; set; }

    /// <summary>A job goes on with the permit.</summary>
    public bool IsPermitKept { get; set; }

    public CommitState CommitState =>
        HeadersNs is not null ? CommitState.Answered : CommittedNs is not null ? CommitState.Unknown : CommitState.NotSent;

    /// <summary>A request without a body has no commit mark: it counts as sent unless the exception says it never connected.</summary>
    public void AddCommitOf(Exception exception, Operation operation)
    {
        var neverConnected = exception is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };
        if (!operation.TakesPermit && !neverConnected)
        {
            CommittedNs ??= WireEntered;
        }
    }

    public void EndPermit(Permit? permit)
    {
        if (IsTakenOver || IsPermitKept)
        {
            return;
        }

        if (CommitState is CommitState.NotSent)
        {
            permit?.Refund();
        }
        else
        {
            permit?.Dispose();
        }
    }
}
