namespace ProviderClients.Audit;

/// <summary>Stamps in nanoseconds since 1970 that never run backwards: the wall clock once, the monotonic clock from then on.</summary>
internal sealed class AuditClock(TimeProvider timeProvider)
{
    private readonly long _startNs = (timeProvider.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100;
    private readonly long _startTimestamp = timeProvider.GetTimestamp();

    public long NowNs => _startNs + (timeProvider.GetElapsedTime(_startTimestamp).Ticks * 100);

    public static long Ns(TimeSpan time) => time.Ticks * 100;
}
