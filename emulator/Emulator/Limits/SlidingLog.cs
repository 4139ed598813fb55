namespace Emulator.Limits;

/// <summary>
/// Counts the requests in the window (t - W, t] exactly, at any t, by keeping their stamps in a ring that is never longer
/// than the limit.
/// </summary>
internal sealed class SlidingLog(Limit limit) : LimitCounter(limit)
{
    private const int FirstCapacity = 16;

    private DateTimeOffset[] _ring = new DateTimeOffset[Math.Min(FirstCapacity, limit.PermitLimit)];
    private int _first;
    private int _count;

    public override DateTimeOffset? FreeAt => _count == 0 ? null : _ring[_first] + Limit.Window;

    public override DateTimeOffset? ResetAt => _count == 0 ? null : Last + Limit.Window;

    private DateTimeOffset Last => _ring[(_first + _count - 1) % _ring.Length];

    public override int UsedAt(DateTimeOffset now)
    {
        // A stamp of exactly t - W is outside: the window is open at its beginning.
        while (_count > 0 && now - _ring[_first] >= Limit.Window)
        {
            DropFirst();
        }

        return _count;
    }

    public override void Take(DateTimeOffset now, LimitPermit permit) => Add(now);

    public override void NoteRefused(DateTimeOffset now)
    {
        if (!Limit.CountRefused)
        {
            return;
        }

        // Whether there is room depends on the newest stamps alone, so the oldest makes way.
        if (_count == Limit.PermitLimit)
        {
            DropFirst();
        }

        Add(now);
    }

    private void Add(DateTimeOffset now)
    {
        if (_count == _ring.Length)
        {
            Grow();
        }

        // Two arrivals may reach the lock in the other order; the log stays sorted.
        var stamp = _count > 0 && now < Last ? Last : now;
        _ring[(_first + _count) % _ring.Length] = stamp;
        _count++;
    }

    private void DropFirst()
    {
        _first = (_first + 1) % _ring.Length;
        _count--;
    }

    private void Grow()
    {
        var larger = new DateTimeOffset[(int)Math.Min(Limit.PermitLimit, _ring.Length * 2L)];
        for (var index = 0; index < _count; index++)
        {
            larger[index] = _ring[(_first + index) % _ring.Length];
        }

        _ring = larger;
        _first = 0;
    }
}
