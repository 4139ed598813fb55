using Emulator.Scenarios;

namespace Emulator.Tests.Limits;

/// <summary>Units in a sliding window.</summary>
public sealed class SlidingLogTests : TimedLimitTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private protected override LimitSection Timed(LimitSection amount) => amount with { Window = Window };

    private protected override NaiveCount Naive(long permits) => new Stamps(permits);

    [Fact]
    public void Decide_ExactlyOneWindowLater_Grants()
    {
        var gate = Gate(Section(1));
        Ask(gate, Start);

        var justBefore = Ask(gate, Start + Window - TimeSpan.FromTicks(1));
        var exactly = Ask(gate, Start + Window);

        Assert.False(justBefore.IsGranted);
        Assert.Equal(Start + Window, justBefore.FreeAt);
        Assert.True(exactly.IsGranted);
    }

    [Fact]
    public void Decide_RefusedRequests_CountOnlyWhereTheScenarioSaysSo()
    {
        var counting = Gate(Section(1) with { CountRefused = true });
        var ignoring = Gate(Section(1));
        foreach (var gate in (Emulator.Limits.LimitGate[])[counting, ignoring])
        {
            Ask(gate, Start);
            Ask(gate, Start + TimeSpan.FromSeconds(6));
        }

        var afterOneWindow = Start + Window;

        Assert.False(Ask(counting, afterOneWindow).IsGranted);
        Assert.True(Ask(ignoring, afterOneWindow).IsGranted);
    }

    /// <summary>The units in (t - W, t]; of refused ones no more are told of than there are permits.</summary>
    private sealed class Stamps(long permits) : NaiveCount(permits)
    {
        private bool _hasRefused;

        public override long UsedAt(DateTimeOffset now)
        {
            var used = SumOf(stamp => stamp > now - Window && stamp <= now);
            return _hasRefused ? Math.Min(used, Permits) : used;
        }

        public override void Refuse(DateTimeOffset now, long units)
        {
            _hasRefused = true;
            base.Refuse(now, units);
        }
    }
}
