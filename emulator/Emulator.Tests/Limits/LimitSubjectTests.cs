using Emulator.Exchanges;
using Emulator.Limits;
using Emulator.Scenarios;

namespace Emulator.Tests.Limits;

/// <summary>Whose use is counted together.</summary>
public sealed class LimitSubjectTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly LimitSection One = new() { Name = "one", Requests = 1, Window = TimeSpan.FromHours(1) };

    /// <summary>Two keys of one account and one of another, two projects, two models: how many of them are subjects of their own.</summary>
    private static readonly LimitedRequest[] Requests =
    [
        new("k1", OperationKind.Chat, "pro", Start) { Account = "a", Project = "x" },
        new("k1", OperationKind.Chat, "flash", Start) { Account = "a", Project = "x" },
        new("k2", OperationKind.Chat, "pro", Start) { Account = "a", Project = "y" },
        new("k3", OperationKind.Chat, "pro", Start) { Account = "b", Project = "y" },
        new("k3", OperationKind.Chat, null, Start) { Account = "b", Project = "y" },
    ];

    public static TheoryData<string, int> Subjects => new()
    {
        { "", 1 },
        { "Key", 3 },
        { "Account", 2 },
        { "Project", 2 },
        { "Model", 3 },
        { "Account,Model", 4 },
        { "Account,Project", 3 },
        { "Key,Account,Project,Model", 5 },
    };

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Decide_PerAnyCombination_AdmitsTheAmountToEachSubject(string per, int subjects)
    {
        var parts = per.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<SubjectPart>).ToArray();
        LimitGate gate = new([Limit.From(One with { Per = parts })]);

        var granted = Requests.Concat(Requests).Count(request => gate.Decide(request, out _)!.IsGranted);

        Assert.Equal(subjects, granted);
        Assert.Equal(subjects, gate.StateAt(Start).Count);
    }

    [Theory]
    [InlineData(new string[0], "everybody")]
    [InlineData(new[] { "Key" }, "key k1")]
    [InlineData(new[] { "Account", "Model" }, "account a, model pro")]
    public void Subject_IsToldInWords(string[] per, string words)
    {
        LimitGate gate = new([Limit.From(One with { Per = [.. per.Select(Enum.Parse<SubjectPart>)] })]);
        gate.Decide(Requests[0], out _);

        var reason = gate.Decide(Requests[0], out _)!.Reason;

        Assert.Equal(words, gate.StateAt(Start).Single().Subject);
        Assert.Equal(
            $"limit one (1 request in 1h, sliding log): 1 of 1 used by {words}, next free at 2026-01-05T01:00:00.000Z", reason);
    }

    [Fact]
    public void Decide_LimitsOfDifferentSubjects_AreOneDecision()
    {
        LimitGate gate = new([Limit.From(One with { Requests = 5 }), Limit.From(One with { Name = "all", Requests = 2, Per = [] })]);

        var decisions = Requests.Select(request => gate.Decide(request, out _)!).ToArray();

        Assert.Equal([true, true, false, false, false], decisions.Select(decision => decision.IsGranted));
        Assert.All(decisions.Skip(2), decision => Assert.Equal("all", decision.Limit.Name));
        // What everybody together may not have was not taken from anybody's own.
        Assert.Equal(2, gate.StateAt(Start).Where(state => state.Limit == "one").Sum(state => state.Used));
    }

    [Fact]
    public void Decide_MoreSubjectsThanAreRemembered_ForgetsTheQuietestAndSaysSo()
    {
        LimitGate gate = new([Limit.From(One with { Requests = 2 })]);
        for (var subject = 0; subject < LimitCounts.MaxSubjects; subject++)
        {
            gate.Decide(new($"k{subject}", OperationKind.Chat, null, Start), out _);
        }

        gate.Decide(new("k0", OperationKind.Chat, null, Start), out _);
        gate.Decide(new("new", OperationKind.Chat, null, Start), out _);

        var states = gate.StateAt(Start);
        Assert.Equal(LimitCounts.MaxSubjects, states.Count);
        Assert.All(states, state => Assert.Equal(1, state.Forgotten));
        Assert.DoesNotContain(states, state => state.Subject == "key k1");
        Assert.Equal(2, states.Single(state => state.Subject == "key k0").Used);
    }
}
