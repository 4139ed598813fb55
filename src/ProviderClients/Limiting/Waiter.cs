namespace ProviderClients.Limiting;

/// <summary>One caller in a limiter's queue.</summary>
internal sealed class Waiter(RequestLimiter limiter)
{
    // Asynchronous continuations: the limiter completes waiters under its lock.
    private readonly TaskCompletionSource<PermitDecision> _granted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The place in the queue, so that leaving it takes no search.</summary>
    public LinkedListNode<Waiter>? Node { get; set; }

    public void Complete(PermitDecision decision) => _granted.TrySetResult(decision);

    public async ValueTask<PermitDecision> WaitAsync(CancellationToken cancellationToken)
    {
        using var leaving = cancellationToken.UnsafeRegister(
            static (waiter, token) => ((Waiter)waiter!).Leave(token), this);
        return await _granted.Task.ConfigureAwait(false);
    }

    private void Leave(CancellationToken cancellationToken)
    {
        if (limiter.TryLeave(this))
        {
            _granted.TrySetCanceled(cancellationToken);
        }
    }
}
