using System.Numerics;

namespace LoadRunner.Measuring;

/// <summary>
/// Durations in nanoseconds, counted in buckets whose width grows with the value, so that every percentile is right to a
/// known share of itself at any scale and two histograms can be added without loss. Not thread-safe.
/// </summary>
/// <remarks>
/// A value below 2^(P+1) has a bucket to itself. Above, each doubling is split into 2^P buckets; a percentile answers with
/// the middle of its bucket and is off by at most 2^-(P+1) of the value: 0.05 % with the default P = 10.
/// </remarks>
internal sealed class LatencyHistogram
{
    /// <summary>Values from here on are counted in the last bucket and reported as clamped: 2^42 ns is 73 minutes.</summary>
    public const long Limit = 1L << LimitBits;

    private const int LimitBits = 42;

    private readonly int _precision;
    private readonly long[] _counts;
    private double _sum;

    public LatencyHistogram(int precisionBits = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(precisionBits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precisionBits, 16);
        _precision = precisionBits;
        _counts = new long[(LimitBits - precisionBits + 1) << precisionBits];
    }

    public long Count { get; private set; }

    /// <summary>How many values were too large for the scale; <see cref="Max"/> still knows the largest.</summary>
    public long Clamped { get; private set; }

    public long Min { get; private set; }

    public long Max { get; private set; }

    public double Mean => Count == 0 ? 0 : _sum / Count;

    /// <summary>Counts a value; a negative one, which a clock that steps could give, as zero.</summary>
    public void Record(long nanoseconds)
    {
        var value = Math.Max(0, nanoseconds);
        Min = Count == 0 ? value : Math.Min(Min, value);
        Max = Math.Max(Max, value);
        Clamped += value >= Limit ? 1 : 0;
        _counts[BucketOf(Math.Min(value, Limit - 1))]++;
        _sum += value;
        Count++;
    }

    /// <summary>Counts everything that the other counted.</summary>
    public void Add(LatencyHistogram other)
    {
        if (other._precision != _precision)
        {
            throw new ArgumentException("Only histograms of the same precision can be added.", nameof(other));
        }

        if (other.Count == 0)
        {
            return;
        }

        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Min = Count == 0 ? other.Min : Math.Min(Min, other.Min);
        Max = Math.Max(Max, other.Max);
        Clamped += other.Clamped;
        _sum += other._sum;
        Count += other.Count;
    }

    /// <summary>
    /// The smallest value that at least this share of all values does not exceed (nearest rank); 0 and 100 are the exact
    /// ends. An empty histogram answers 0.
    /// </summary>
    public long Percentile(double percent)
    {
        if (Count == 0 || percent <= 0)
        {
            return Min;
        }

        // The small deduction keeps 99.9 % of 1000 at rank 999 where doubles would say 999.0000000001.
        var rank = Math.Max(1, (long)Math.Ceiling((percent / 100 * Count) - 1e-9));
        if (rank >= Count)
        {
            return Max;
        }

        var seen = 0L;
        foreach (var bucket in Buckets())
        {
            seen += bucket.Count;
            if (seen >= rank)
            {
                return Math.Clamp(bucket.LowNs + ((bucket.WidthNs - 1) / 2), Min, Max);
            }
        }

        return Max;
    }

    /// <summary>What is not empty, smallest first.</summary>
    public IEnumerable<LatencyBucket> Buckets()
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] > 0)
            {
                var (low, width) = BoundsOf(i);
                yield return new LatencyBucket(low, width, _counts[i]);
            }
        }
    }

    private int BucketOf(long value)
    {
        var doublings = Math.Max(0, BitOperations.Log2((ulong)value) - _precision);
        return (doublings << _precision) + (int)(value >> doublings);
    }

    private (long Low, long Width) BoundsOf(int bucket)
    {
        var doublings = Math.Max(0, (bucket >> _precision) - 1);
        var lead = bucket - (doublings << _precision);
        return ((long)lead << doublings, 1L << doublings);
    }
}

/// <summary>So many values from <paramref name="LowNs"/> on, below <paramref name="LowNs"/> + <paramref name="WidthNs"/>.</summary>
internal readonly record struct LatencyBucket(long LowNs, long WidthNs, long Count);
