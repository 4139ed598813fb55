namespace Emulator.Limits;

/// <summary>
/// Estimates a sliding window from two counts, as proxies at the edge do: that of the aligned window before this one,
/// weighted with the share of it that the sliding window still covers, plus that of this one.
/// </summary>
internal sealed class SlidingCounter(Limit limit) : LimitCounter(limit)
{
    private long _window = long.MinValue;
    private long _before;
    private long _current;

    private long Length => Limit.Window.Ticks;

    public override long UsedAt(DateTimeOffset now)
    {
        MoveTo(now);
        return _current + (long)RoundedUp((Int128)_before * (Length - Into(now)), Length);
    }

    public override DateTimeOffset? FallsTo(DateTimeOffset now, long units)
    {
        if (UsedAt(now) <= units)
        {
            return now;
        }

        // The weight of the window before falls evenly; then this one is the window before.
        return units >= _current
            ? Start(_window) + FallingTo(units - _current, _before)
            : Start(_window + 1) + FallingTo(units, _current);
    }

    public override void Take(DateTimeOffset now, long units)
    {
        MoveTo(now);
        _current += units;
    }

    public override void GiveBack(DateTimeOffset takenAt, DateTimeOffset now, long units)
    {
        MoveTo(now);
        switch (_window - WindowOf(takenAt))
        {
            case 0:
                _current -= Math.Min(units, _current);
                break;
            case 1:
                _before -= Math.Min(units, _before);
                break;
            default:
                break;
        }
    }

    /// <summary>How far into a window the weight of so many units before it has fallen to fewer.</summary>
    private TimeSpan FallingTo(long units, long before) =>
        TimeSpan.FromTicks((long)RoundedUp((Int128)(before - units) * Length, before));

    private void MoveTo(DateTimeOffset now)
    {
        var window = WindowOf(now);
        if (window == _window)
        {
            return;
        }

        _before = window == _window + 1 ? _current : 0;
        _current = 0;
        _window = window;
    }

    private long WindowOf(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / Length;

    private long Into(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks % Length;

    private DateTimeOffset Start(long window) => DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(window * Length);

    private static Int128 RoundedUp(Int128 number, Int128 divisor) => (number + divisor - 1) / divisor;
}
