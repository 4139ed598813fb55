namespace LoadRunner.Pacing;

/// <summary>Arrivals whose rate changes evenly from one value to another over the whole duration.</summary>
/// <remarks>
/// At time t the rate is r0 + a·t with a = (r1 − r0) / T, so r0·t + a·t²/2 arrivals are due by then. Solved for t, in the
/// form that stays exact for small a: t(i) = 2·i / (r0 + √(r0² + 2·a·i)).
/// </remarks>
internal sealed class RampArrivals(Rate from, Rate to, TimeSpan duration) : IArrivalSchedule
{
    public IEnumerable<long> OffsetsNs()
    {
        var start = from.PerSecond;
        var slope = (to.PerSecond - start) / duration.TotalSeconds;
        for (var i = 0L; OffsetSeconds(start, slope, i) is var offset && offset < duration.TotalSeconds; i++)
        {
            yield return (long)(offset * 1e9);
        }
    }

    private static double OffsetSeconds(double start, double slope, long index)
    {
        if (index == 0)
        {
            return start == 0 && slope == 0 ? double.PositiveInfinity : 0;
        }

        // Negative under the root: a falling ramp has reached zero and will never get this far.
        var square = (start * start) + (2 * slope * index);
        return square < 0 ? double.PositiveInfinity : 2 * index / (start + Math.Sqrt(square));
    }
}
