namespace Emulator.Clocks;

/// <summary>A timer of a controlled clock: it waits on the source's timer for as long as its own wait takes there.</summary>
internal sealed class ControlledTimer : ITimer
{
    private const long Never = long.MaxValue;

    /// <summary>The source's timers know no longer wait; what is left is waited for afterwards.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);

    /// <summary>Timers of the system may fire a moment early, which is no reason to wait again.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(2);

    private readonly ControlledTime _time;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private long _dueAt = Never;
    private bool _isDisposed;

    public ControlledTimer(ControlledTime time, TimerCallback callback, object? state)
    {
        _time = time;
        _callback = callback;
        _state = state;
        _timer = time.Source.CreateTimer(
            static timer => ((ControlledTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>When it fires, as a timestamp of the clock.</summary>
    public long DueAt => Volatile.Read(ref _dueAt);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return false;
            }

            _period = period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan;
            var pace = _time.Pace;
            _dueAt = dueTime == Timeout.InfiniteTimeSpan ? Never : pace.OwnAt(_time.Source.GetTimestamp()) + Timestamps(dueTime);
            Arm(pace, dueTime);
            return true;
        }
    }

    /// <summary>Waits anew for what is left after the clock was changed.</summary>
    public void Rearm()
    {
        lock (_lock)
        {
            if (!_isDisposed && _dueAt != Never)
            {
                Arm(_time.Pace, Left());
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _timer.Dispose();
        }

        _time.Forget(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Arm(ClockPace pace, TimeSpan wait)
    {
        if (wait == Timeout.InfiniteTimeSpan || (pace.IsFrozen && wait > TimeSpan.Zero))
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var atSource = wait <= TimeSpan.Zero ? TimeSpan.Zero : pace.Rate == 1 ? wait : wait / pace.Rate;
        _timer.Change(atSource < LongestWait ? atSource : LongestWait, Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        lock (_lock)
        {
            if (_isDisposed || _dueAt == Never)
            {
                return;
            }

            var pace = _time.Pace;
            var left = Left();
            if (left > Early * Math.Max(pace.Rate, 1))
            {
                Arm(pace, left);
                return;
            }

            _dueAt = _period == Timeout.InfiniteTimeSpan ? Never : _dueAt + Timestamps(_period);
            if (_dueAt != Never)
            {
                Arm(pace, Left());
            }
        }

        _callback(_state);
    }

    private TimeSpan Left() => _time.GetElapsedTime(_time.GetTimestamp(), _dueAt);

    private long Timestamps(TimeSpan time)
    {
        // Whole ticks in whole timestamps wherever the source counts in a multiple of either.
        var (frequency, perSecond) = (_time.TimestampFrequency, TimeSpan.TicksPerSecond);
        return frequency % perSecond == 0 ? time.Ticks * (frequency / perSecond) : (long)(time.Ticks * ((double)frequency / perSecond));
    }
}
