using System.Numerics;

namespace Emulator.Timing;

/// <summary>
/// Counts how late waits ended, in buckets that are a sixteenth of a power of two wide: any percentile is right to about
/// 6 %, in a fixed amount of memory and without a lock.
/// </summary>
internal sealed class LatenessHistogram
{
    private const int SubBits = 4;
    private const int SubBuckets = 1 << SubBits;

    /// <summary>2^36 microseconds are 19 hours; whatever is later counts as that.</summary>
    private const int MostBits = 36;

    private readonly long[] _counts = new long[(MostBits - SubBits + 1) * SubBuckets];
    private long _total;
    private long _maxMicroseconds;

    public long Total => Volatile.Read(ref _total);

    public TimeSpan Max => TimeSpan.FromMicroseconds(Volatile.Read(ref _maxMicroseconds));

    public void Add(TimeSpan lateness)
    {
        var microseconds = Math.Clamp(lateness.Ticks / TimeSpan.TicksPerMicrosecond, 0, (1L << MostBits) - 1);
        Interlocked.Increment(ref _counts[BucketOf(microseconds)]);
        Interlocked.Increment(ref _total);
        var max = Volatile.Read(ref _maxMicroseconds);
        while (microseconds > max)
        {
            var seen = Interlocked.CompareExchange(ref _maxMicroseconds, microseconds, max);
            if (seen == max)
            {
                break;
            }

            max = seen;
        }
    }

    /// <summary>What this share of the waits, from 0 to 1, did not exceed; zero when nothing was counted.</summary>
    public TimeSpan Percentile(double share)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(share * Total));
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += Volatile.Read(ref _counts[bucket]);
            if (seen >= wanted)
            {
                var edge = TimeSpan.FromMicroseconds(HighestOf(bucket));
                return edge < Max ? edge : Max;
            }
        }

        return Max;
    }

    private static int BucketOf(long microseconds)
    {
        var bits = 64 - BitOperations.LeadingZeroCount((ulong)microseconds);
        if (bits <= SubBits)
        {
            return (int)microseconds;
        }

        var shift = bits - SubBits - 1;
        return ((shift + 1) * SubBuckets) + (int)(microseconds >> shift) - SubBuckets;
    }

    private static long HighestOf(int bucket)
    {
        if (bucket < SubBuckets)
        {
            return bucket;
        }

        var shift = (bucket / SubBuckets) - 1;
        return ((long)((bucket % SubBuckets) + SubBuckets + 1) << shift) - 1;
    }
}
