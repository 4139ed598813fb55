namespace Emulator.Clocks;

/// <summary>How a controlled clock runs from one instant of its source on.</summary>
/// <param name="Source">The source's timestamp at that instant.</param>
/// <param name="Own">The clock's own timestamp at that instant, in the source's unit.</param>
/// <param name="Rate">How many of its seconds pass in one of the source's; 0 while it stands still.</param>
internal sealed record ClockPace(long Source, long Own, double Rate)
{
    public bool IsFrozen => Rate == 0;

    /// <summary>The clock's own timestamp at an instant of its source.</summary>
    public long OwnAt(long source)
    {
        var passed = source - Source;

        // Real time stays exact: a double has 53 bits, and nanoseconds soon need more.
        return Own + (Rate == 1 ? passed : (long)(passed * Rate));
    }
}
