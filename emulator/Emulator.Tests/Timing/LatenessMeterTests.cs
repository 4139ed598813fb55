using Emulator.Timing;

namespace Emulator.Tests.Timing;

/// <summary>Percentiles are right to a few per cent, and a second is saturated when one wait in a hundred was late.</summary>
public sealed class LatenessMeterTests
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(80);

    [Fact]
    public void Percentile_KnownSpread_IsRightToSixPerCent()
    {
        LatenessHistogram histogram = new();
        foreach (var microseconds in Enumerable.Range(1, 100_000))
        {
            histogram.Add(TimeSpan.FromMicroseconds(microseconds));
        }

        Assert.InRange(histogram.Percentile(0.5).TotalMicroseconds, 50_000, 53_200);
        Assert.InRange(histogram.Percentile(0.99).TotalMicroseconds, 99_000, 100_000);
        Assert.Equal(100_000, histogram.Max.TotalMicroseconds);
    }

    [Fact]
    public void Percentile_EarlyAndEndlessWaits_CountAsTheEnds()
    {
        LatenessHistogram histogram = new();

        histogram.Add(TimeSpan.FromSeconds(-1));
        histogram.Add(TimeSpan.FromDays(30));

        Assert.Equal(TimeSpan.Zero, histogram.Percentile(0.5));
        Assert.InRange(histogram.Percentile(1), TimeSpan.FromHours(18), TimeSpan.FromHours(20));
    }

    [Theory]
    [InlineData(0, 100, 0)]
    [InlineData(4, 0, 0)]
    [InlineData(5, 0, 1)]
    [InlineData(5, 495, 0)]
    [InlineData(6, 494, 1)]
    public void Report_LateAndPunctualWaitsInASecond_IsSaturatedAboveOnePerCent(int late, int punctual, long saturated)
    {
        var meter = Meter();

        Note(meter, punctual, TimeSpan.Zero, atSecond: 3);
        Note(meter, late, Late, atSecond: 3);

        Assert.Equal(saturated, meter.Report(TimeSpan.FromSeconds(3)).SaturatedSeconds);
    }

    [Fact]
    public void Report_SaturatedSecondLongAgo_IsHealthyAgainButVoid()
    {
        var meter = Meter();

        Note(meter, 10, Late, atSecond: 3);
        Note(meter, 10, Late, atSecond: 4);

        Assert.True(meter.Report(TimeSpan.FromSeconds(13.9)).IsSaturated);
        Assert.False(meter.Report(TimeSpan.FromSeconds(14)).IsSaturated);
        Assert.False(meter.Report(TimeSpan.FromSeconds(14)).IsTimingValid);
        Assert.Equal(
            "the emulator was saturated in 2 s of the run (more than 1 % of a second's waits ended over 50 ms late, the worst 80 ms), so its timing is void; ask less of it, or give it more processors",
            meter.Report(TimeSpan.FromSeconds(14)).Sentence);
    }

    private static LatenessMeter Meter() => new(LatenessMeter.DefaultThreshold);

    private static void Note(LatenessMeter meter, int times, TimeSpan lateness, int atSecond)
    {
        for (var i = 0; i < times; i++)
        {
            meter.Note(lateness, TimeSpan.FromSeconds(atSecond));
        }
    }
}
