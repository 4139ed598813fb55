using FsCheck;
using FsCheck.Fluent;
using LoadRunner.Pacing;

namespace LoadRunner.Tests.Pacing;

public sealed class ScheduleTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("5/s", 50)]
    [InlineData("90/min", 15)]
    [InlineData("0.2/s", 2)]
    [InlineData("0.21/s", 3)]
    [InlineData("0/s", 0)]
    [InlineData("1/h", 1)]
    public void Constant_TenSeconds_HasAllThatAreDueBeforeTheEnd(string rate, int arrivals)
    {
        var offsets = Constant(rate).OffsetsNs();

        Assert.Equal(arrivals, offsets.Count());
    }

    [Fact]
    public void Constant_ThreePerSecond_DoesNotAddUpRounding()
    {
        var offsets = Constant("3/s").OffsetsNs().ToList();

        Assert.Equal([0, 333_333_333, 666_666_666, 1_000_000_000], offsets.Take(4));
        Assert.Equal(9_000_000_000, offsets[27]);
    }

    [Fact]
    public void Ramp_FromOneToNineteen_HasTheAreaUnderTheCurve()
    {
        var offsets = Ramp("1/s", "19/s").OffsetsNs().ToList();

        Assert.Equal(100, offsets.Count);
        Assert.Equal(0, offsets[0]);
    }

    [Theory]
    [InlineData("0/s", "20/s", 5.0, 25)]
    [InlineData("20/s", "0/s", 5.0, 75)]
    [InlineData("4/s", "4/s", 2.5, 10)]
    public void Ramp_PartOfTheWay_HasAsManyAsTheCurveSays(string from, string to, double seconds, int arrivals)
    {
        var offsets = Ramp(from, to).OffsetsNs();

        Assert.Equal(arrivals, offsets.Count(offset => offset < seconds * 1e9));
    }

    [Fact]
    public void Ramp_FromZeroToZero_HasNone()
    {
        var offsets = Ramp("0/s", "0/s").OffsetsNs();

        Assert.Empty(offsets);
    }

    [Fact]
    public void Ramp_AnyRates_NeverGoesBackAndNeverPassesTheEnd() =>
        Prop.ForAll(
            Gen.Choose(0, 300).Two().ToArbitrary(),
            rates =>
            {
                var (from, to) = rates;
                var offsets = new RampArrivals(Rate.PerSecondOf(from), Rate.PerSecondOf(to), TenSeconds).OffsetsNs().ToList();
                var expected = (from + to) / 2.0 * 10;
                return offsets.SequenceEqual(offsets.Order())
                    && offsets.TrueForAll(offset => offset is >= 0 and < 10_000_000_000)
                    && Math.Abs(offsets.Count - expected) <= 1;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Poisson_SameSeed_GivesTheSameArrivals()
    {
        var first = Poisson(7).OffsetsNs();
        var second = Poisson(7).OffsetsNs();

        Assert.Equal(first, second);
    }

    [Fact]
    public void Poisson_OtherSeed_GivesOtherArrivals()
    {
        var first = Poisson(7).OffsetsNs();
        var second = Poisson(8).OffsetsNs();

        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Poisson_ManyArrivals_HasGapsLikeChance()
    {
        var offsets = Poisson(7).OffsetsNs().ToList();
        var gaps = offsets.Zip(offsets.Skip(1), (before, after) => (after - before) / 1e6).ToList();

        // Exponential gaps of mean 1 ms: standard deviation 1 ms, and 1 - 1/e of them below the mean.
        Assert.InRange(gaps.Average(), 0.97, 1.03);
        Assert.InRange(gaps.Count(gap => gap < 1) / (double)gaps.Count, 0.62, 0.645);
        Assert.InRange(gaps.Average(gap => gap * gap), 1.9, 2.1);
    }

    [Fact]
    public void Merge_TwoSchedules_IsInOrderOfDueTimeThenTarget()
    {
        var merged = ArrivalPlan.Merge([Constant("0.2/s"), Constant("0.4/s")]);

        Assert.Equal(
            [
                new Arrival(0, 0, 0), new Arrival(1, 0, 0), new Arrival(1, 1, 2_500_000_000),
                new Arrival(0, 1, 5_000_000_000), new Arrival(1, 2, 5_000_000_000), new Arrival(1, 3, 7_500_000_000),
            ],
            merged);
    }

    private static ConstantArrivals Constant(string rate) => new(Rate.Parse(rate, null), TenSeconds);

    private static RampArrivals Ramp(string from, string to) => new(Rate.Parse(from, null), Rate.Parse(to, null), TenSeconds);

    private static PoissonArrivals Poisson(ulong seed) => new(Rate.Parse("1000/s", null), TimeSpan.FromSeconds(20), seed);
}
