namespace LoadRunner.Pacing;

/// <summary>Time of one run in nanoseconds from its origin, on whatever clock it flies.</summary>
internal sealed class RunClock(TimeProvider timeProvider)
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly long _origin = timeProvider.GetTimestamp();

    public TimeProvider TimeProvider { get; } = timeProvider;

    public DateTimeOffset StartedAt { get; } = timeProvider.GetUtcNow();

    public long NowNs =>
        (long)((Int128)(TimeProvider.GetTimestamp() - _origin) * NanosecondsPerSecond / TimeProvider.TimestampFrequency);

    /// <summary>The clock's own stamp at an instant of the run, rounded up: never before it.</summary>
    public long TimestampAt(long ns)
    {
        var (stamps, rest) = Int128.DivRem((Int128)ns * TimeProvider.TimestampFrequency, NanosecondsPerSecond);
        return _origin + (long)stamps + (rest > 0 ? 1 : 0);
    }
}
