using System.Globalization;
using Emulator.Clocks;
using Emulator.Timing;

namespace Emulator;

/// <summary>
/// The emulator's only clock: the UTC time at the start plus the monotonic time since, so that stamps never run backwards
/// and still mean a date. It measures how late its own waits end.
/// </summary>
internal sealed class EmulatorClock
{
    private readonly long _startTimestamp;
    private readonly DateTimeOffset _startUtc;
    private readonly LatenessMeter _meter;

    public EmulatorClock(TimeProvider timeProvider)
        : this(new ControlledTime(timeProvider), new LatenessMeter(LatenessMeter.DefaultThreshold))
    {
    }

    /// <param name="time">Where time comes from.</param>
    /// <param name="meter">Notes how late waits end.</param>
    public EmulatorClock(ControlledTime time, LatenessMeter meter)
    {
        Time = time;
        _startUtc = time.GetUtcNow();
        _startTimestamp = time.GetTimestamp();
        _meter = meter;
    }

    /// <summary>Timers know no longer wait, and no run lasts as long.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    /// <summary>The clock's hands: whoever holds them can freeze, advance and accelerate it.</summary>
    public ControlledTime Time { get; }

    /// <summary>For waits; stamps come from <see cref="Now"/>.</summary>
    public TimeProvider TimeProvider => Time;

    public DateTimeOffset Now => _startUtc + Elapsed;

    /// <summary>How long the clock has been running.</summary>
    public TimeSpan Elapsed => TimeProvider.GetElapsedTime(_startTimestamp);

    /// <summary>How late the waits were, in the time of the machine.</summary>
    public LatenessReport Lateness => _meter.Report(Time.SourceElapsed);

    /// <summary>Waits on this clock; a wait of zero or less returns at once.</summary>
    public Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken) =>
        wait == Timeout.InfiniteTimeSpan ? Task.Delay(wait, TimeProvider, cancellationToken)
        : wait > TimeSpan.Zero ? WaitAndNoteAsync(wait, Now + wait, cancellationToken)
        : Task.CompletedTask;

    /// <summary>Waits until an instant of this clock; one that is past when it is asked for is not late.</summary>
    public Task WaitUntilAsync(DateTimeOffset due, CancellationToken cancellationToken) =>
        WaitUntilAsync(due, readyAt: Now, cancellationToken);

    /// <summary>Waits until an instant of this clock; one that is past returns at once, and is noted as late.</summary>
    /// <param name="due">The instant.</param>
    /// <param name="readyAt">When whoever waits could first do so: until then it was held up by somebody else.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitUntilAsync(DateTimeOffset due, DateTimeOffset readyAt, CancellationToken cancellationToken)
    {
        var wait = due - Now;
        if (wait > TimeSpan.Zero)
        {
            return WaitAndNoteAsync(wait, due, cancellationToken);
        }

        Note(due > readyAt ? due : readyAt);
        return Task.CompletedTask;
    }

    /// <summary>Waits for a task, but no longer than until an instant of this clock; says whether the task ended.</summary>
    public async Task<bool> WaitForAsync(Task task, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var wait = due - Now;
        if (wait > TimeSpan.Zero)
        {
            await task.WaitAsync(wait, TimeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!task.IsCompleted)
        {
            Note(due);
        }

        return task.IsCompleted;
    }

    /// <summary>Nanoseconds since 1970, as the journal writes instants.</summary>
    public static long Nanoseconds(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks * 100;

    /// <summary>An instant as the emulator tells it to people and programs; nothing where there is none.</summary>
    public static string? Text(DateTimeOffset? instant) =>
        instant?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private async Task WaitAndNoteAsync(TimeSpan wait, DateTimeOffset due, CancellationToken cancellationToken)
    {
        await Task.Delay(wait < LongestTimer ? wait : LongestTimer, TimeProvider, cancellationToken);
        Note(due);
    }

    private void Note(DateTimeOffset due)
    {
        // What the clock jumped over could end no earlier than at the landing, and that is not lateness.
        var landing = _startUtc + TimeProvider.GetElapsedTime(_startTimestamp, Time.LandedAt);
        _meter.Note((Now - (due > landing ? due : landing)) / Time.Rate, Time.SourceElapsed);
    }
}
