namespace ProviderClients.Limiting;

/// <summary>
/// Leave to send one request. It weighs on every window from its grant until a window's length after the moment by which
/// the server must have counted it, and on the concurrency limit until it is released.
/// </summary>
internal sealed class Permit(RequestLimiter limiter, int wave) : IDisposable
{
    private int _isSettled;
    private int _isReleased;

    /// <summary>The answer's head is here, so the server has counted the request.</summary>
    public void Settle()
    {
        if (Interlocked.Exchange(ref _isSettled, 1) == 0)
        {
            limiter.OnSettled();
        }
    }

    /// <summary>The provider refused the request because too many are under way: less is sent at once from now on.</summary>
    /// <param name="permittedAtOnce">How many there may be, where the provider says so.</param>
    public void Crowded(int? permittedAtOnce) => limiter.OnCrowdRefused(wave, permittedAtOnce);

    /// <summary>The provider took the request on: what was cut down for crowding may slowly grow again.</summary>
    public void Accepted() => limiter.OnAnswered(wave);

    /// <summary>The request provably never left this host; the permit is as if it had never been granted.</summary>
    public void Refund()
    {
        if (Interlocked.Exchange(ref _isSettled, 1) == 0)
        {
            limiter.OnRefunded();
        }

        Dispose();
    }

    /// <summary>
    /// The exchange is over: gives the place among the requests under way back. A request that was sent and never answered
    /// stays counted, and keeps its place, for as long as it can still be on its way.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) != 0)
        {
            return;
        }

        if (Interlocked.Exchange(ref _isSettled, 1) == 0)
        {
            limiter.OnAbandoned();
        }
        else
        {
            limiter.OnReleased();
        }
    }
}
