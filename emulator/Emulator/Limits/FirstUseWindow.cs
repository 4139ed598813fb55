namespace Emulator.Limits;

/// <summary>Counts in a window [t, t + W) that begins with the first unit after the last one ended.</summary>
internal sealed class FirstUseWindow(Limit limit) : LimitCounter(limit)
{
    private DateTimeOffset _start = DateTimeOffset.MinValue;
    private long _used;

    private DateTimeOffset End => _start + Limit.Window;

    public override long UsedAt(DateTimeOffset now)
    {
        if (now >= End)
        {
            _used = 0;
        }

        return _used;
    }

    public override DateTimeOffset? FallsTo(DateTimeOffset now, long units) => UsedAt(now) <= units ? now : End;

    public override void Take(DateTimeOffset now, long units)
    {
        // What is given back does not undo that the window has begun.
        if (now >= End && units > 0)
        {
            _start = now;
            _used = 0;
        }

        _used += units;
    }

    public override void GiveBack(DateTimeOffset takenAt, DateTimeOffset now, long units)
    {
        if (UsedAt(now) > 0 && takenAt >= _start)
        {
            _used -= Math.Min(units, _used);
        }
    }
}
