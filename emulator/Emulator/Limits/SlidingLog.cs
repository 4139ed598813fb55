namespace Emulator.Limits;

/// <summary>Counts the units in the window (t - W, t] exactly, at any t, by keeping their stamps.</summary>
internal sealed class SlidingLog(Limit limit) : LimitCounter(limit)
{
    private readonly StampRing _stamps = new();

    public override long UsedAt(DateTimeOffset now)
    {
        // A stamp of exactly t - W is outside: the window is open at its beginning.
        _stamps.DropUntil(now.UtcTicks - Limit.Window.Ticks);
        return _stamps.Units;
    }

    public override DateTimeOffset? FallsTo(DateTimeOffset now, long units) =>
        _stamps.LastToLeave(units) is { } stamp ? new DateTimeOffset(stamp, TimeSpan.Zero) + Limit.Window : now;

    public override void Take(DateTimeOffset now, long units) => _stamps.Add(now, units);

    public override void GiveBack(DateTimeOffset takenAt, DateTimeOffset now, long units) => _stamps.Remove(takenAt, units);

    public override void NoteRefused(DateTimeOffset now, long units)
    {
        // Whether there is room depends on the newest units alone, so the oldest make way.
        _stamps.Add(now, units);
        _stamps.DropDownTo(Limit.PermitLimit);
    }
}
