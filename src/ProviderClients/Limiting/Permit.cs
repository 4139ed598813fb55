namespace ProviderClients.Limiting;

/// <summary>
/// Leave to send one request. It weighs on every window from its grant until a window's length after the moment by which
/// the server must have counted it, and on the concurrency limit until it is released.
/// </summary>
internal sealed class Permit(RequestLimiter limiter) : IDisposable
{
    private int _isSettled;
    private int _isReleased;

    /// <summary>The answer's head is here, so the server has counted the request.</summary>
    public void Settle() => SettleOnce(TimeSpan.Zero);

    /// <summary>The request was given up after it was sent; it may still be counted for a while.</summary>
    public void Abandon() => SettleOnce(RequestLimiter.LongestFlightAfterAbort);

    /// <summary>The request provably never left this host; the permit is as if it had never been granted.</summary>
    public void Refund()
    {
        if (Interlocked.Exchange(ref _isSettled, 1) == 0)
        {
            limiter.OnRefunded();
        }

        Dispose();
    }

    /// <summary>The exchange is over: gives the place among the requests under way back. A sent request stays counted.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) == 0)
        {
            Abandon();
            limiter.OnReleased();
        }
    }

    private void SettleOnce(TimeSpan after)
    {
        if (Interlocked.Exchange(ref _isSettled, 1) == 0)
        {
            limiter.OnSettled(after);
        }
    }
}
