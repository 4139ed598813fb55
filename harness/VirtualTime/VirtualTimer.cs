namespace VirtualTime;

/// <summary>One timer of a <see cref="VirtualClock"/>; its fields belong to the clock's lock.</summary>
internal sealed class VirtualTimer : ITimer
{
    private readonly VirtualClock _clock;
    private readonly Action _run;
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private volatile bool _isDisposed;

    public VirtualTimer(VirtualClock clock, TimerCallback callback, object? state)
    {
        _clock = clock;
        var context = ExecutionContext.Capture();
        _run = context is null
            ? () => callback(state)
            : () => ExecutionContext.Run(context, inner => callback(inner), state);
    }

    /// <summary>
    /// The number of the queue entry that is meant, or -1 when the timer is stopped: entries are never searched for,
    /// a stale one is recognised by its number when it reaches the head.
    /// </summary>
    internal long Order { get; set; } = -1;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_isDisposed)
        {
            return false;
        }

        _period = period;
        _clock.Schedule(this, dueTime);
        return true;
    }

    public void Dispose()
    {
        _isDisposed = true;
        _clock.Schedule(this, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Run()
    {
        if (_isDisposed)
        {
            return;
        }

        if (_period > TimeSpan.Zero)
        {
            _clock.Schedule(this, _period);
        }

        _run();
    }
}
