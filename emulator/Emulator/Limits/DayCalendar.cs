namespace Emulator.Limits;

/// <summary>When days begin in a time zone: at midnight, or where the clocks skip it, when they have.</summary>
internal sealed class DayCalendar(TimeZoneInfo zone)
{
    /// <summary>The day that holds an instant; 23 or 25 hours long where the clocks change.</summary>
    public (DateTimeOffset Start, DateTimeOffset End) DayOf(DateTimeOffset instant)
    {
        var date = TimeZoneInfo.ConvertTime(instant, zone).Date;
        while (StartOf(date) > instant)
        {
            date = date.AddDays(-1);
        }

        while (StartOf(date.AddDays(1)) <= instant)
        {
            date = date.AddDays(1);
        }

        return (StartOf(date), StartOf(date.AddDays(1)));
    }

    private DateTimeOffset StartOf(DateTime date)
    {
        // Of two midnights the first one counts. One that is skipped is the instant of the change in the time before it.
        var offset = zone.IsAmbiguousTime(date) ? zone.GetAmbiguousTimeOffsets(date).Max()
            : zone.IsInvalidTime(date) ? zone.GetUtcOffset(date.AddDays(-1))
            : zone.GetUtcOffset(date);
        return new DateTimeOffset(date.Ticks, TimeSpan.Zero) - offset;
    }
}
