namespace Emulator.Limits;

/// <summary>Counts the requests that are not answered to the end.</summary>
internal sealed class InFlightCount(Limit limit) : LimitCounter(limit)
{
    private int _count;

    public override int UsedAt(DateTimeOffset now) => _count;

    public override void Take(DateTimeOffset now, LimitPermit permit)
    {
        _count++;
        permit.Holds(this);
    }

    public void Release() => _count--;
}
