namespace VirtualTime;

/// <summary>
/// A clock that stands still until it is told to move. All its timers wait in one queue, ordered by due time and then by
/// the order in which they were set, so that the same program meets the same sequence of events every time.
/// </summary>
internal sealed class VirtualClock : TimeProvider
{
    /// <summary>Where every virtual run begins, unless told otherwise: a Monday, off any daylight-saving change.</summary>
    public static readonly DateTimeOffset DefaultStart = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<VirtualTimer, (long DueTicks, long Order)> _timers = new();
    private readonly DateTimeOffset _start;
    private long _elapsedTicks;
    private long _nextOrder;

    public VirtualClock()
        : this(DefaultStart)
    {
    }

    public VirtualClock(DateTimeOffset start) => _start = start;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Ticks of 100 ns, so that stamps and due times are the same numbers.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How much virtual time has passed since the start.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(Volatile.Read(ref _elapsedTicks));

    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    public override long GetTimestamp() => Volatile.Read(ref _elapsedTicks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves time forward and runs, in order, every timer that falls due on the way, on the calling thread.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var until = Volatile.Read(ref _elapsedTicks) + by.Ticks;
        while (TryTakeNext(until) is { } timer)
        {
            timer.Run();
        }

        Volatile.Write(ref _elapsedTicks, until);
    }

    /// <summary>Jumps to the next timer and hands it out to be run; <see langword="null"/> when none is set.</summary>
    public VirtualTimer? JumpToNextTimer() => TryTakeNext(long.MaxValue);

    internal void Schedule(VirtualTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                timer.Order = -1;
            }
            else
            {
                timer.Order = _nextOrder++;
                _timers.Enqueue(timer, (_elapsedTicks + Math.Max(0, dueTime.Ticks), timer.Order));
            }

            DropStaleTimers();
        }
    }

    private VirtualTimer? TryTakeNext(long untilTicks)
    {
        lock (_lock)
        {
            DropStaleTimers();
            if (!_timers.TryPeek(out var timer, out var key) || key.DueTicks > untilTicks)
            {
                return null;
            }

            _timers.Dequeue();
            timer.Order = -1;
            _elapsedTicks = Math.Max(_elapsedTicks, key.DueTicks);
            return timer;
        }
    }

    /// <summary>Timers that were stopped or set anew stay in the queue until they reach its head.</summary>
    private void DropStaleTimers()
    {
        while (_timers.TryPeek(out var timer, out var key) && timer.Order != key.Order)
        {
            _timers.Dequeue();
        }
    }
}
