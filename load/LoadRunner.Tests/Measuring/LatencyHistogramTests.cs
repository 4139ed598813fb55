using FsCheck;
using FsCheck.Fluent;
using LoadRunner.Measuring;

namespace LoadRunner.Tests.Measuring;

public sealed class LatencyHistogramTests
{
    private const double LargestError = 0.0005;

    [Fact]
    public void Percentile_AnyValues_IsWithinTheBoundOfTheExactOne() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ListOf().ToArbitrary(),
        values =>
        {
            if (values.Count == 0)
            {
                return true;
            }

            var histogram = new LatencyHistogram();
            foreach (var value in values)
            {
                histogram.Record(value);
            }

            var sorted = values.Order().ToList();
            return new[] { 0.0, 50, 90, 99, 100 }.All(percent =>
            {
                var exact = sorted[Math.Max(1, (int)Math.Ceiling(percent / 100 * sorted.Count)) - 1];
                return Math.Abs(histogram.Percentile(percent) - exact) <= Math.Max(1, exact * LargestError);
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Add_TwoHalves_IsTheWhole()
    {
        LatencyHistogram whole = new(), left = new(), right = new();
        for (var i = 1; i <= 10_000; i++)
        {
            whole.Record(i * 977L);
            (i % 2 == 0 ? left : right).Record(i * 977L);
        }

        left.Add(right);

        Assert.Equal(whole.Buckets(), left.Buckets());
        Assert.Equal((whole.Count, whole.Min, whole.Max), (left.Count, left.Min, left.Max));
    }

    [Fact]
    public void Record_BeyondTheLimit_IsClampedAndCounted()
    {
        var histogram = new LatencyHistogram();

        histogram.Record(LatencyHistogram.Limit * 2);

        Assert.Equal(1, histogram.Clamped);
    }
}
