namespace LoadRunner.Benching;

/// <summary>The middle of a few values.</summary>
internal static class Median
{
    /// <summary>Of an even number, the mean of the two in the middle; of none, zero.</summary>
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        var middle = sorted.Length / 2;
        return sorted.Length == 0 ? 0
            : sorted.Length % 2 == 1 ? sorted[middle]
            : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
