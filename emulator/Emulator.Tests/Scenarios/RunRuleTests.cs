using Emulator.Exchanges;
using Emulator.Faults;
using Emulator.Scenarios;
using Emulator.Timing;

namespace Emulator.Tests.Scenarios;

/// <summary>Rules that look at the run: positions in it, windows of it, rates that rise over it.</summary>
public sealed class RunRuleTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(9.9, null)]
    [InlineData(10, 0.0)]
    [InlineData(15, 0.5)]
    [InlineData(20, null)]
    [InlineData(75, 0.5)]
    public void ShareAt_RecurringWindow_IsWithinItsTurns(double seconds, double? share)
    {
        var window = new RunWindow { From = Seconds(10), To = Seconds(20), Every = TimeSpan.FromMinutes(1) };

        Assert.Equal(share, window.ShareAt(Seconds(seconds)));
    }

    [Fact]
    public void Next_Ramp_HitsMoreAndMore()
    {
        var rule = new FaultSection
        {
            Fault = FaultKind.Refuse,
            During = new RunWindow { From = TimeSpan.Zero, To = Seconds(100), Ramp = new RateRamp { From = 0, To = 1 } },
        };

        var early = HitsAt(rule, Seconds(10));
        var late = HitsAt(rule, Seconds(90));

        Assert.InRange(early, 70, 130);
        Assert.InRange(late, 870, 930);
        Assert.Equal(0, HitsAt(rule, Seconds(101)));
    }

    [Fact]
    public void Next_AttemptsOfTheRun_HitTheFirstRequestsWhoeverSendsThem()
    {
        var player = Player(out var counts, new FaultSection
        {
            Fault = FaultKind.Refuse,
            Attempts = new CountRange(0, 1),
            Scope = CountScope.Run,
            PromptContains = "fox",
        });

        var hits = ((string[])["a fox", "a cat", "a fox", "a fox"])
            .Select((prompt, number) => IsHit(player, counts, $"call-{number}", 0, prompt));

        Assert.Equal([true, false, true, false], hits);
    }

    [Fact]
    public void Next_NthCall_HitsThatCallWithAllItsAttempts()
    {
        var player = Player(out var counts, new FaultSection { Fault = FaultKind.Refuse, Calls = new CountRange(2, 2) });

        bool[] hits =
        [
            IsHit(player, counts, "one", 0), IsHit(player, counts, "two", 0), IsHit(player, counts, "one", 1),
            IsHit(player, counts, "two", 1), IsHit(player, counts, "three", 0),
        ];

        Assert.Equal([false, true, false, true, false], hits);
    }

    [Fact]
    public void Next_CountedDecision_IsRepeatedByItsToken()
    {
        var player = Player(out var counts, new FaultSection
        {
            Fault = FaultKind.Refuse,
            Calls = new CountRange(3, 3),
            Probability = 0.99,
            During = new RunWindow { From = Seconds(1), To = Seconds(2) },
        });
        IsHit(player, counts, "one", 0);
        IsHit(player, counts, "two", 0);
        var third = Count(counts, Request("three", 0) with { Elapsed = Seconds(1.5) }, "three");
        var plan = player.Next(third, RequestOrders.None);

        var token = ReplayToken.Parse(plan.Token!.ToString())!;
        var again = player.Next(token.Onto("Test/Dialect", Request("another", 7)), RequestOrders.None);

        Assert.Single(plan.Faults);
        Assert.Equal(plan.Faults, again.Faults);
        Assert.Equal(plan.Token.ToString(), again.Token!.ToString());
        Assert.Equal(Request("other", 0), token.Onto("Test/Other", Request("other", 0)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("42")]
    [InlineData("42-0-0-0")]
    [InlineData("x-00000000-0000-0000000000000000-0")]
    [InlineData("42-00000000-0000-0000000000000000-0-q")]
    [InlineData("42-00000000-0000-0000000000000000-0-f0.1")]
    public void Parse_NoToken_IsNull(string text) => Assert.Null(ReplayToken.Parse(text));

    private static int HitsAt(FaultSection rule, TimeSpan elapsed)
    {
        var player = Player(out _, rule);
        return Enumerable.Range(0, 1000).Count(number =>
            player.Next(Request($"call-{number}", 0) with { Elapsed = elapsed }, RequestOrders.None).Faults.Count > 0);
    }

    private static bool IsHit(ScenarioPlayer player, RunCounts counts, string call, int attempt, string prompt = "a fox") =>
        player.Next(Count(counts, Request(call, attempt) with { Prompt = prompt }, call), RequestOrders.None).Faults.Count > 0;

    private static PlannedRequest Count(RunCounts counts, PlannedRequest request, string call) =>
        request with { Positions = counts.Count(request, call) };

    private static ScenarioPlayer Player(out RunCounts counts, params FaultSection[] rules)
    {
        var section = new DialectSection { Faults = rules };
        counts = new RunCounts(ScenarioPlayer.RulesOf(section));
        return new ScenarioPlayer("Test/Dialect", section, 42)
        {
            Timings = TimingTable.OfDelay(DelayDistribution.None),
            FailureRate = 0,
        };
    }

    private static PlannedRequest Request(string call, int attempt) =>
        new("chat", OperationKind.Chat, PlannedRequest.IdentityOf("Test/Dialect", "chat", call), attempt) { Prompt = "a fox" };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
