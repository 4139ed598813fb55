using FsCheck;
using FsCheck.Fluent;
using LoadRunner.Measuring;

namespace LoadRunner.Tests.Measuring;

public sealed class LatencyHistogramTests
{
    private static readonly double[] Percents = [0, 1, 10, 50, 90, 95, 99, 99.9, 100];

    private static readonly Gen<long> Durations =
        from bits in Gen.Choose(0, 41)
        from low in Gen.Choose(0, int.MaxValue)
        select (1L << bits) + (low % (1L << bits));

    [Theory]
    [InlineData(7)]
    [InlineData(10)]
    public void Percentile_AnyValues_IsWithinItsBoundOfTheExactOne(int precision)
    {
        var bound = Math.Pow(2, -(precision + 1));

        Prop.ForAll(
            Durations.NonEmptyListOf().ToArbitrary(),
            values =>
            {
                var histogram = Of(values, precision);
                var sorted = values.Order().ToList();
                return Percents.All(percent =>
                {
                    var exact = ExactPercentile(sorted, percent);
                    return Math.Abs(histogram.Percentile(percent) - exact) <= exact * bound;
                });
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Percentile_SmallValues_IsExact()
    {
        var histogram = Of(Enumerable.Range(1, 1000).Select(value => (long)value), 10);

        Assert.Equal([1, 10, 100, 500, 900, 950, 990, 999, 1000], Percents.Select(histogram.Percentile));
    }

    [Fact]
    public void Percentile_Empty_IsZero()
    {
        LatencyHistogram histogram = new();

        Assert.Equal([0, 0, 0], [histogram.Percentile(50), histogram.Min, histogram.Max]);
    }

    [Fact]
    public void Record_NegativeAndTooLarge_AreCountedAtTheEnds()
    {
        var histogram = Of([-5, LatencyHistogram.Limit - 1, LatencyHistogram.Limit, LatencyHistogram.Limit * 3], 10);

        Assert.Equal(4, histogram.Count);
        Assert.Equal(2, histogram.Clamped);
        Assert.Equal(0, histogram.Min);
        Assert.Equal(LatencyHistogram.Limit * 3, histogram.Max);
    }

    [Fact]
    public void Add_TwoHistograms_IsTheSameAsAllInOne() =>
        Prop.ForAll(
            Durations.ListOf().Two().ToArbitrary(),
            pair =>
            {
                var (left, right) = pair;
                var sum = Of(left, 10);
                sum.Add(Of(right, 10));
                var whole = Of([.. left, .. right], 10);
                return sum.Buckets().SequenceEqual(whole.Buckets())
                    && (sum.Count, sum.Min, sum.Max) == (whole.Count, whole.Min, whole.Max);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Buckets_AnyValue_HoldIt() =>
        Prop.ForAll(
            Durations.ToArbitrary(),
            value =>
            {
                var bucket = Of([value], 10).Buckets().Single();
                return bucket.LowNs <= value && value < bucket.LowNs + bucket.WidthNs && bucket.Count == 1;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_OtherPrecision_IsRefused()
    {
        LatencyHistogram histogram = new(10);

        Assert.Throws<ArgumentException>(() => histogram.Add(new LatencyHistogram(7)));
    }

    private static long ExactPercentile(List<long> sorted, double percent) =>
        sorted[Math.Max(0, (int)Math.Ceiling((percent / 100 * sorted.Count) - 1e-9) - 1)];

    private static LatencyHistogram Of(IEnumerable<long> values, int precision)
    {
        LatencyHistogram histogram = new(precision);
        foreach (var value in values)
        {
            histogram.Record(value);
        }

        return histogram;
    }
}
