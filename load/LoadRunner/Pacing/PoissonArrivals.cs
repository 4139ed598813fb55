namespace LoadRunner.Pacing;

/// <summary>
/// Arrivals that know nothing of each other, as those of many independent users: the honest input for a limiter, because
/// they bunch. The same seed gives the same arrivals.
/// </summary>
internal sealed class PoissonArrivals(Rate rate, TimeSpan duration, ulong seed) : IArrivalSchedule
{
    public IEnumerable<long> OffsetsNs()
    {
        var end = duration.TotalSeconds;
        var offset = 0.0;
        for (var i = 0UL; rate.Count > 0; i++)
        {
            offset += -Math.Log(1 - Draw(i)) / rate.PerSecond;
            if (offset >= end)
            {
                yield break;
            }

            yield return (long)(offset * 1e9);
        }
    }

    /// <summary>The number from 0 up to 1 that belongs to one arrival: SplitMix64 over seed and index.</summary>
    private double Draw(ulong index)
    {
        var z = unchecked((seed * 0xD1342543DE82EF95) + ((index + 1) * 0x9E3779B97F4A7C15));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
