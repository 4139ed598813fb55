using Emulator.Scenarios;

namespace Emulator.Tests.Limits;

/// <summary>Windows that follow each other, aligned to the UTC epoch.</summary>
public sealed class FixedWindowTests : TimedLimitTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private protected override LimitSection Timed(LimitSection amount) =>
        amount with { Window = Window, Counting = WindowCounting.FixedWindow };

    private protected override NaiveCount Naive(long permits) => new SameWindow(permits);

    [Fact]
    public void Decide_AroundABorder_AdmitsTwiceTheAmountInATick()
    {
        var gate = Gate(Section(3));
        var border = Start + Window;

        var granted = Enumerable.Range(0, 12).Count(request => Ask(gate, border - TimeSpan.FromTicks(request < 6 ? 1 : 0)).IsGranted);

        Assert.Equal(6, granted);
    }

    private sealed class SameWindow(long permits) : NaiveCount(permits)
    {
        public override long UsedAt(DateTimeOffset now) => SumOf(stamp => NumberOf(stamp) == NumberOf(now));

        private static decimal NumberOf(DateTimeOffset instant) =>
            decimal.Floor((decimal)(instant - DateTimeOffset.UnixEpoch).Ticks / Window.Ticks);
    }
}
