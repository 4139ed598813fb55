using Emulator.Scenarios;
using FsCheck;
using FsCheck.Fluent;

namespace Emulator.Tests.Limits;

/// <summary>Requests in a sliding window.</summary>
public sealed class SlidingLogTests : LimitTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private protected override LimitSection Section(int permits) =>
        new() { Name = "limit", Requests = permits, Window = Window };

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

    [Fact]
    public void Decide_AnyArrivals_AgreesWithTheNaiveCount()
    {
        var arrivals = Gen.ListOf(Gen.Choose(0, 4000)).Select(gaps => gaps.ToArray());
        var cases = Gen.Zip(Gen.Choose(1, 20), arrivals);

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(200),
            Prop.ForAll(cases.ToArbitrary(), one => AgreesWithNaiveCount(one.Item1, one.Item2)));
    }

    private bool AgreesWithNaiveCount(int permits, int[] gapsMilliseconds)
    {
        var gate = Gate(Section(permits));
        List<DateTimeOffset> granted = [];
        var now = Start;
        foreach (var gap in gapsMilliseconds)
        {
            now += TimeSpan.FromMilliseconds(gap);
            var used = granted.Count(stamp => stamp > now - Window && stamp <= now);
            var decision = Ask(gate, now);
            if (decision.IsGranted != used < permits || decision.Used != Math.Min(permits, used + 1))
            {
                return false;
            }

            if (decision.IsGranted)
            {
                granted.Add(now);
            }
        }

        return true;
    }
}
