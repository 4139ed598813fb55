using Emulator.Scenarios;

namespace Emulator.Tests.Limits;

/// <summary>Two counts that stand for a sliding window.</summary>
public sealed class SlidingCounterTests : TimedLimitTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private protected override LimitSection Timed(LimitSection amount) =>
        amount with { Window = Window, Counting = WindowCounting.SlidingCounter };

    private protected override NaiveCount Naive(long permits) => new Weighted(permits);

    [Fact]
    public void Decide_AQuarterIntoTheNextWindow_CountsThreeQuartersOfTheLast()
    {
        var gate = Gate(Section(100));
        for (var request = 0; request < 40; request++)
        {
            Ask(gate, Start);
        }

        var decision = Ask(gate, Start + (Window * 1.25));

        Assert.Equal(31, decision.Used);
    }

    private sealed class Weighted(long permits) : NaiveCount(permits)
    {
        public override long UsedAt(DateTimeOffset now)
        {
            var windows = (decimal)(now - DateTimeOffset.UnixEpoch).Ticks / Window.Ticks;
            var start = DateTimeOffset.UnixEpoch + (Window * (double)decimal.Floor(windows));
            var before = SumOf(stamp => stamp >= start - Window && stamp < start);
            var current = SumOf(stamp => stamp >= start);
            var weight = (decimal)(start + Window - now).Ticks / Window.Ticks;
            return (long)decimal.Ceiling((before * weight) + current);
        }
    }
}
