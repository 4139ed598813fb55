using FsCheck;
using FsCheck.Fluent;
using LoadRunner.Pacing;

namespace LoadRunner.Tests.Pacing;

public sealed class ArrivalScheduleTests
{
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    [Fact]
    public void Constant_FivePerSecond_IsAnEvenGrid()
    {
        var offsets = new ConstantArrivals(Rate.Parse("5/s", null), TimeSpan.FromSeconds(1)).OffsetsNs();

        Assert.Equal([0, 200_000_000, 400_000_000, 600_000_000, 800_000_000], offsets);
    }

    [Theory]
    [InlineData("90/min", 15)]
    [InlineData("0.2/s", 2)]
    [InlineData("1000/s", 10_000)]
    public void Constant_TenSeconds_HasRateTimesTime(string rate, int expected) =>
        Assert.Equal(expected, new ConstantArrivals(Rate.Parse(rate, null), TenSeconds).OffsetsNs().Count());

    [Fact]
    public void Ramp_FromOneToFortyPerSecond_HasTheMeanRateAndEndsFast()
    {
        var offsets = new RampArrivals(Rate.Parse("1/s", null), Rate.Parse("40/s", null), TenSeconds).OffsetsNs().ToList();

        Assert.Equal(205, offsets.Count);
        Assert.InRange(offsets[^1] - offsets[^2], 24_000_000, 26_000_000);
    }

    [Fact]
    public void Ramp_DownToZero_Ends() =>
        Assert.Equal(50, new RampArrivals(Rate.Parse("10/s", null), Rate.Parse("0/s", null), TenSeconds).OffsetsNs().Count());

    [Fact]
    public void Poisson_SameSeed_SameArrivals_OtherSeed_Others()
    {
        var first = Poisson(7);
        var second = Poisson(7);
        var other = Poisson(8);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.InRange(first.Count, 900, 1100);
    }

    [Fact]
    public void Merge_SeveralSchedules_KeepsEveryArrivalInOrder() => Prop.ForAll(
        Gen.Choose(1, 60).Two().ToArbitrary(),
        rates =>
        {
            IArrivalSchedule[] schedules =
            [
                new ConstantArrivals(Rate.PerSecondOf(rates.Item1), TenSeconds),
                new PoissonArrivals(Rate.PerSecondOf(rates.Item2), TenSeconds, 3),
            ];

            var merged = ArrivalPlan.Merge(schedules).ToList();

            return merged.Zip(merged.Skip(1)).All(pair => pair.First.OffsetNs <= pair.Second.OffsetNs)
                && merged.Where(arrival => arrival.Target == 1).Select(arrival => arrival.OffsetNs).SequenceEqual(schedules[1].OffsetsNs())
                && merged.Count(arrival => arrival.Target == 0) == rates.Item1 * 10;
        }).QuickCheckThrowOnFailure();

    private static List<long> Poisson(ulong seed) => [.. new PoissonArrivals(Rate.Parse("100/s", null), TenSeconds, seed).OffsetsNs()];
}
