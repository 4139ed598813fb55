namespace ProviderClients.Calls;

/// <summary>How long an attempt is put off: exponential with full jitter; a server's hint is obeyed and only ever added to.</summary>
internal static class Backoff
{
    private static readonly TimeSpan TransientStart = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan TransientMost = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ThrottleStart = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ThrottleMost = TimeSpan.FromSeconds(60);

    /// <summary>Below this, callers that were refused together would come back together.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(15);

    public static TimeSpan For(CallFailure failure, int attempt, double jitter)
    {
        var isThrottle = failure.Kind is ProviderErrorKind.RateLimited or ProviderErrorKind.Overloaded;
        var ceiling = isThrottle ? Doubled(ThrottleStart, attempt, ThrottleMost) : Doubled(TransientStart, attempt, TransientMost);
        var own = Least + ((ceiling - Least) * jitter);
        return failure.RetryAfter is { } hint ? hint + Least + ((ThrottleStart - Least) * jitter) : own;
    }

    private static TimeSpan Doubled(TimeSpan start, int times, TimeSpan most) =>
        TimeSpan.FromTicks((long)Math.Min(most.Ticks, start.Ticks * Math.Pow(2, times)));
}
