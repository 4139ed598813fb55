using Emulator.Scenarios;

namespace Emulator.Tests.Limits;

/// <summary>A sliding window in steps.</summary>
public sealed class QuantisedWindowTests : TimedLimitTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(2);

    private protected override LimitSection Timed(LimitSection amount) =>
        amount with { Window = Window, Counting = WindowCounting.Quantised, Step = Step };

    private protected override NaiveCount Naive(long permits) => new Steps(permits);

    [Fact]
    public void Decide_AtTheEndOfAStep_FreesAStepTooEarly()
    {
        var gate = Gate(Section(1));
        Ask(gate, Start + Step - TimeSpan.FromTicks(1));

        var refused = Ask(gate, Start + Step);

        Assert.Equal(Start + Window, refused.FreeAt);
    }

    private sealed class Steps(long permits) : NaiveCount(permits)
    {
        private static readonly long Length = Window.Ticks / Step.Ticks;

        public override long UsedAt(DateTimeOffset now) => SumOf(stamp => NumberOf(stamp) > NumberOf(now) - Length);

        private static long NumberOf(DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / Step.Ticks;
    }
}
