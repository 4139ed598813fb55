namespace Emulator.Limits;

/// <summary>Counts in windows that follow each other, aligned to the UTC epoch: [0, W), [W, 2W), ...</summary>
internal sealed class FixedWindow(Limit limit) : LimitCounter(limit)
{
    private long _window = long.MinValue;
    private long _used;

    public override long UsedAt(DateTimeOffset now)
    {
        MoveTo(now);
        return _used;
    }

    public override DateTimeOffset? FallsTo(DateTimeOffset now, long units) => UsedAt(now) <= units ? now : EndOf(now);

    public override void Take(DateTimeOffset now, long units)
    {
        MoveTo(now);
        _used += units;
    }

    public override void GiveBack(DateTimeOffset takenAt, DateTimeOffset now, long units)
    {
        MoveTo(now);
        if (WindowOf(takenAt) == _window)
        {
            _used -= Math.Min(units, _used);
        }
    }

    private void MoveTo(DateTimeOffset now)
    {
        var window = WindowOf(now);
        if (window != _window)
        {
            _window = window;
            _used = 0;
        }
    }

    private long WindowOf(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / Limit.Window.Ticks;

    private DateTimeOffset EndOf(DateTimeOffset instant) =>
        DateTimeOffset.UnixEpoch + TimeSpan.FromTicks((WindowOf(instant) + 1) * Limit.Window.Ticks);
}
