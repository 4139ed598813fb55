using Emulator.Exchanges;
using Emulator.Faults;
using Emulator.Scenarios;

namespace Emulator.Tests.Scenarios;

/// <summary>Plans are decided by seed, scenario, identity and attempt, and by nothing else.</summary>
public sealed class ScenarioPlayerTests
{
    private static readonly DialectSection Mixed = new()
    {
        Faults =
        [
            new FaultSection { Fault = FaultKind.Refuse, Status = 429, Attempts = new CountRange(0, 1), PromptContains = "FOX" },
            new FaultSection { Fault = FaultKind.Close, AfterBytes = 40, Probability = 0.3 },
            new FaultSection
            {
                Fault = FaultKind.Delay,
                Delay = DelayRange.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)),
                Operations = ["other"],
            },
        ],
    };

    [Fact]
    public void Next_AnyOrderOfRequests_GivesEachTheSamePlan()
    {
        var requests = Enumerable.Range(0, 200).Select(number => Request($"call-{number % 50}", number / 50)).ToArray();

        var forwards = requests.Select(request => Player(42).Next(request, RequestOrders.None)).Select(Describe).ToArray();
        var backwards = requests.Reverse().Select(request => Player(42).Next(request, RequestOrders.None)).Select(Describe).Reverse().ToArray();

        Assert.Equal(forwards, backwards);
    }

    [Fact]
    public void Next_AnotherSeed_DecidesOtherwise()
    {
        var requests = Enumerable.Range(0, 100).Select(number => Request($"call-{number}", 0)).ToArray();

        var one = requests.Select(request => Player(1).Next(request, RequestOrders.None)).Select(plan => plan.Faults.Count).ToArray();
        var other = requests.Select(request => Player(2).Next(request, RequestOrders.None)).Select(plan => plan.Faults.Count).ToArray();

        Assert.NotEqual(one, other);
    }

    [Theory]
    [InlineData(0, "a fox", true)]
    [InlineData(1, "a fox", true)]
    [InlineData(2, "a fox", false)]
    [InlineData(0, "a cat", false)]
    public void Next_ScriptedRefusal_HitsItsAttemptsAndPromptsOnly(int attempt, string prompt, bool isHit)
    {
        var plan = Player(42).Next(Request("call", attempt) with { Prompt = prompt }, RequestOrders.None);

        Assert.Equal(isHit, plan.Faults.OfType<RefuseFault>().Any());
    }

    [Fact]
    public void Next_FailureRate_HitsAboutThatShareAndSaysWhy()
    {
        var player = new ScenarioPlayer("Test/Dialect", new DialectSection { FailureStatus = 500 }, 42)
        {
            Delay = DelayRange.None,
            FailureRate = 0.2,
        };

        var faults = Enumerable.Range(0, 5000).SelectMany(number => player.Next(Request($"call-{number}", 0), RequestOrders.None).Faults).ToArray();

        Assert.InRange(faults.Length, 900, 1100);
        Assert.All(faults, fault => Assert.Equal(500, Assert.IsType<RefuseFault>(fault).Status));
        Assert.StartsWith("failureRate 0.2: draw 0.", faults[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_SamePromptOfOtherCalls_HasTheSameContentSeed()
    {
        var one = Player(42).Next(Request("one", 0), RequestOrders.None);
        var other = Player(42).Next(Request("other", 3), RequestOrders.None);

        Assert.Equal(one.ContentSeed, other.ContentSeed);
        Assert.NotEqual(one.Token, other.Token);
    }

    private static ScenarioPlayer Player(ulong seed) => new("Test/Dialect", Mixed, seed)
    {
        Delay = DelayRange.Between(TimeSpan.Zero, TimeSpan.FromSeconds(1)),
        FailureRate = 0.1,
    };

    private static PlannedRequest Request(string call, int attempt) => new("chat", OperationKind.Chat, PlannedRequest.IdentityOf("Test/Dialect", "chat", call), attempt) { Prompt = "a red fox" };

    private static string Describe(Plan plan) =>
        $"{plan.Token} {plan.Delay} {plan.ContentSeed} {string.Join(',', plan.Faults)}";
}
