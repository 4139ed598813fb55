namespace Emulator.Limits;

/// <summary>
/// Counts as a bucket does: units in use come back evenly, the limit's amount in a window. It reckons in units times
/// ticks of the window, so that nothing is ever rounded.
/// </summary>
internal sealed class TokenBucket(Limit limit) : LimitCounter(limit)
{
    private Int128 _owed;
    private DateTimeOffset _at = DateTimeOffset.MinValue;

    private long Scale => Limit.Window.Ticks;

    public override long UsedAt(DateTimeOffset now)
    {
        MoveTo(now);
        return (long)RoundedUp(_owed, Scale);
    }

    public override DateTimeOffset? FallsTo(DateTimeOffset now, long units)
    {
        MoveTo(now);
        var surplus = _owed - ((Int128)units * Scale);
        return surplus <= 0 ? now : now + TimeSpan.FromTicks((long)RoundedUp(surplus, Limit.Amount));
    }

    public override void Take(DateTimeOffset now, long units)
    {
        MoveTo(now);
        _owed += (Int128)units * Scale;
    }

    public override void GiveBack(DateTimeOffset takenAt, DateTimeOffset now, long units)
    {
        MoveTo(now);
        _owed = Int128.Max(0, _owed - ((Int128)units * Scale));
    }

    /// <summary>A refused request takes what is left, never more, or whoever insists would wait for ever.</summary>
    public override void NoteRefused(DateTimeOffset now, long units)
    {
        MoveTo(now);
        var full = (Int128)Limit.PermitLimit * Scale;
        _owed = Int128.Max(_owed, Int128.Min(full, _owed + ((Int128)units * Scale)));
    }

    private void MoveTo(DateTimeOffset now)
    {
        if (_owed > 0)
        {
            _owed = Int128.Max(0, _owed - ((Int128)(now - _at).Ticks * Limit.Amount));
        }

        _at = now;
    }

    private static Int128 RoundedUp(Int128 number, Int128 divisor) => (number + divisor - 1) / divisor;
}
