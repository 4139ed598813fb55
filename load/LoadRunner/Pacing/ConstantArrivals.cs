namespace LoadRunner.Pacing;

/// <summary>Arrivals in equal steps: the easiest input for a limiter, and the one whose verdict is easiest to read.</summary>
internal sealed class ConstantArrivals(Rate rate, TimeSpan duration) : IArrivalSchedule
{
    private readonly long _endNs = duration.Ticks * TimeSpan.NanosecondsPerTick;

    public IEnumerable<long> OffsetsNs()
    {
        if (rate.Count == 0)
        {
            yield break;
        }

        for (var i = 0L; OffsetNs(i) is var offset && offset < _endNs; i++)
        {
            yield return offset;
        }
    }

    /// <summary>Computed from the index, not from the one before: rounding cannot add up.</summary>
    private long OffsetNs(long index) => (long)(index * (decimal)rate.UnitNanoseconds / rate.Count);
}
