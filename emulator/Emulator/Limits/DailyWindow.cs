namespace Emulator.Limits;

/// <summary>Counts from midnight to midnight in a time zone.</summary>
internal sealed class DailyWindow(Limit limit) : LimitCounter(limit)
{
    private readonly DayCalendar _calendar = new(TimeZoneInfo.FindSystemTimeZoneById(limit.Section.Daily!));

    private DateTimeOffset _start = DateTimeOffset.MinValue;
    private DateTimeOffset _end = DateTimeOffset.MinValue;
    private long _used;

    public override long UsedAt(DateTimeOffset now)
    {
        if (now >= _end)
        {
            (_start, _end) = _calendar.DayOf(now);
            _used = 0;
        }

        return _used;
    }

    public override DateTimeOffset? FallsTo(DateTimeOffset now, long units) => UsedAt(now) <= units ? now : _end;

    public override void Take(DateTimeOffset now, long units)
    {
        UsedAt(now);
        _used += units;
    }

    public override void GiveBack(DateTimeOffset takenAt, DateTimeOffset now, long units)
    {
        UsedAt(now);
        if (takenAt >= _start)
        {
            _used -= Math.Min(units, _used);
        }
    }

    public override TimeSpan WindowAt(DateTimeOffset now)
    {
        UsedAt(now);
        return _end - _start;
    }
}
