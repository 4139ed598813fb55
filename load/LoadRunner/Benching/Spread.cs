namespace LoadRunner.Benching;

/// <summary>How values of milliseconds are spread; exact, because a bench can keep them all.</summary>
internal sealed record Spread(double MinMs, double P50Ms, double P99Ms, double MaxMs)
{
    private const double NanosecondsPerMillisecond = 1e6;

    /// <summary>By nearest rank; of nothing all is zero.</summary>
    public static Spread Of(IEnumerable<long> nanoseconds)
    {
        long[] sorted = [.. nanoseconds];
        Array.Sort(sorted);
        return sorted.Length == 0
            ? new Spread(0, 0, 0, 0)
            : new Spread(At(sorted, 0), At(sorted, 0.5), At(sorted, 0.99), At(sorted, 1));
    }

    private static double At(long[] sorted, double share) =>
        sorted[Math.Max(0, (int)Math.Ceiling((share * sorted.Length) - 1e-9) - 1)] / NanosecondsPerMillisecond;
}
