namespace Emulator.Limits;

/// <summary>A sliding log whose stamps are rounded down to a step, so that units come back up to a step too early, together.</summary>
internal sealed class QuantisedWindow(Limit limit) : LimitCounter(limit)
{
    private readonly StampRing _stamps = new();

    private long Step => Limit.Section.Step!.Value.Ticks;

    public override long UsedAt(DateTimeOffset now)
    {
        _stamps.DropUntil(now.UtcTicks - Limit.Window.Ticks);
        return _stamps.Units;
    }

    public override DateTimeOffset? FallsTo(DateTimeOffset now, long units) =>
        _stamps.LastToLeave(units) is { } stamp ? new DateTimeOffset(stamp, TimeSpan.Zero) + Limit.Window : now;

    public override void Take(DateTimeOffset now, long units) => _stamps.Add(Rounded(now), units);

    public override void GiveBack(DateTimeOffset takenAt, DateTimeOffset now, long units) => _stamps.Remove(Rounded(takenAt), units);

    private DateTimeOffset Rounded(DateTimeOffset instant) =>
        instant - TimeSpan.FromTicks((instant - DateTimeOffset.UnixEpoch).Ticks % Step);
}
