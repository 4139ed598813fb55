namespace Emulator;

/// <summary>
/// The emulator's only clock: the UTC time at the start plus the monotonic time since, so that stamps never run backwards
/// and still mean a date.
/// </summary>
internal sealed class EmulatorClock
{
    private readonly long _startTimestamp;
    private readonly DateTimeOffset _startUtc;

    public EmulatorClock(TimeProvider timeProvider)
    {
        TimeProvider = timeProvider;
        _startUtc = timeProvider.GetUtcNow();
        _startTimestamp = timeProvider.GetTimestamp();
    }

    /// <summary>For waits; stamps come from <see cref="Now"/>.</summary>
    public TimeProvider TimeProvider { get; }

    public DateTimeOffset Now => _startUtc + TimeProvider.GetElapsedTime(_startTimestamp);

    /// <summary>Waits on this clock; a wait of zero or less returns at once.</summary>
    public Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken) =>
        wait <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(wait, TimeProvider, cancellationToken);

    /// <summary>Waits until an instant of this clock; one that is past returns at once.</summary>
    public Task WaitUntilAsync(DateTimeOffset due, CancellationToken cancellationToken) =>
        WaitAsync(due - Now, cancellationToken);

    /// <summary>How long the clock has been running.</summary>
    public TimeSpan Elapsed => TimeProvider.GetElapsedTime(_startTimestamp);

    /// <summary>Nanoseconds since 1970, as the journal writes instants.</summary>
    public static long Nanoseconds(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks * 100;
}
