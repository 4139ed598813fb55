namespace Emulator.Limits;

/// <summary>Counts the requests that are not answered to the end.</summary>
internal sealed class InFlightCount(Limit limit) : LimitCounter(limit)
{
    private long _count;

    public override long UsedAt(DateTimeOffset now) => _count;

    public override DateTimeOffset? FallsTo(DateTimeOffset now, long units) => _count <= units ? now : null;

    public override void Take(DateTimeOffset now, long units) => _count += units;

    public override void GiveBack(DateTimeOffset takenAt, DateTimeOffset now, long units) => _count -= units;

    public override void NoteRefused(DateTimeOffset now, long units)
    {
    }
}
