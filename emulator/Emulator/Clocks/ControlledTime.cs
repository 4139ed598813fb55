namespace Emulator.Clocks;

/// <summary>
/// A clock that can be frozen, advanced and accelerated, with all its timers. Untouched it is its source: the same instants and
/// the same timers. It never runs backwards.
/// </summary>
internal sealed class ControlledTime : TimeProvider
{
    /// <summary>A faster clock would be all lateness; a slower one looks frozen.</summary>
    public const double HighestRate = 100_000;
    public const double LowestRate = 0.001;

    /// <summary>Dates end, and so must the years that a clock can be advanced by.</summary>
    public static readonly TimeSpan LongestAdvance = TimeSpan.FromDays(3650);

    /// <summary>Nanoseconds since 1970, in which instants are journalled, end in 2262; jobs need some years before.</summary>
    public static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TimeProvider _source;
    private readonly long _end;
    private readonly DateTimeOffset _startUtc;
    private readonly long _start;
    private readonly Lock _lock = new();
    private readonly HashSet<ControlledTimer> _timers = [];
    private ClockPace _pace;
    private long _landedAt;

    /// <param name="source">Where time comes from.</param>
    /// <param name="rate">How many of this clock's seconds pass in one of the source's.</param>
    public ControlledTime(TimeProvider source, double rate = 1)
    {
        CheckRate(rate);
        _source = source;
        _startUtc = source.GetUtcNow();
        _start = source.GetTimestamp();
        _landedAt = _start;
        _end = _start + (long)((Latest - _startUtc).TotalSeconds * source.TimestampFrequency);
        _pace = new ClockPace(_start, _start, rate);
        Rate = rate;
        IsOwn = rate != 1;
    }

    public override long TimestampFrequency => _source.TimestampFrequency;

    /// <summary>The rate while it runs; freezing does not change it.</summary>
    public double Rate { get; private set; }

    /// <summary>Whether it was ever anything else than its source.</summary>
    public bool IsOwn { get; private set; }

    public bool IsFrozen => Volatile.Read(ref _pace).IsFrozen;

    /// <summary>How much of its source's time has passed since the clock was made.</summary>
    public TimeSpan SourceElapsed => _source.GetElapsedTime(_start);

    /// <summary>The timestamp to which the clock jumped last; timers that fell due before it could not end earlier.</summary>
    public long LandedAt => Volatile.Read(ref _landedAt);

    internal TimeProvider Source => _source;

    internal ClockPace Pace => Volatile.Read(ref _pace);

    /// <summary>However fast it runs, it stands still at the end of its time.</summary>
    public override long GetTimestamp() => Math.Min(Volatile.Read(ref _pace).OwnAt(_source.GetTimestamp()), _end);

    public override DateTimeOffset GetUtcNow() => _startUtc + GetElapsedTime(_start);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ControlledTimer timer = new(this, callback, state);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Jumps forward; every timer that falls due on the way fires at the landing.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(by, LongestAdvance);
        var ticks = (long)(by.Ticks * (TimestampFrequency / (double)TimeSpan.TicksPerSecond));
        Change(pace => pace with { Own = Math.Min(pace.Own + ticks, _end) });
    }

    /// <summary>Stops time until <see cref="Thaw"/>; advancing still moves it.</summary>
    public void Freeze() => Change(static pace => pace with { Rate = 0 });

    /// <summary>Lets time run on at the rate that it had.</summary>
    public void Thaw() => Change(pace => pace with { Rate = Rate });

    /// <summary>Runs faster or slower from now on; a frozen clock stays frozen.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not from <see cref="LowestRate"/> to <see cref="HighestRate"/>.</exception>
    public void Accelerate(double rate)
    {
        CheckRate(rate);
        Rate = rate;
        Change(pace => pace.IsFrozen ? pace : pace with { Rate = rate });
    }

    internal void Forget(ControlledTimer timer)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
        }
    }

    private static void CheckRate(double rate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, LowestRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, HighestRate);
    }

    private void Change(Func<ClockPace, ClockPace> change)
    {
        ControlledTimer[] timers;
        lock (_lock)
        {
            var source = _source.GetTimestamp();
            var next = change(new ClockPace(source, _pace.OwnAt(source), _pace.Rate));
            IsOwn = true;
            Volatile.Write(ref _pace, next);
            Volatile.Write(ref _landedAt, next.Own);
            timers = [.. _timers];
        }

        // In the order in which they are due, so that a jump fires them in that order where the source keeps one.
        foreach (var timer in timers.OrderBy(timer => timer.DueAt))
        {
            timer.Rearm();
        }
    }
}
