using Emulator.Exchanges;
using Emulator.Limits;
using Emulator.Scenarios;

namespace Emulator.Tests.Limits;

/// <summary>What every way of counting must answer.</summary>
public abstract class LimitTests
{
    private protected static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private protected abstract LimitSection Section(int permits);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(40)]
    public void Decide_PermitsSpent_RefusesTheNext(int permits)
    {
        var gate = Gate(Section(permits));

        var granted = Enumerable.Range(0, permits).Select(_ => Ask(gate, Start).IsGranted).ToArray();
        var refused = Ask(gate, Start);

        Assert.All(granted, Assert.True);
        Assert.False(refused.IsGranted);
        Assert.Equal(permits, refused.Used);
        Assert.Equal(0, refused.Remaining);
    }

    [Fact]
    public void Decide_AnotherKey_HasItsOwnAllowance()
    {
        var gate = Gate(Section(1));
        Ask(gate, Start);

        var other = gate.Decide(new LimitedRequest("other", OperationKind.Submit, null, Start), out _);

        Assert.True(other!.IsGranted);
    }

    [Fact]
    public void Decide_OneOfTwoLimitsSpent_TakesNothingFromTheOther()
    {
        var wide = new LimitSection
        {
            Name = "wide",
            Requests = 10,
            Window = TimeSpan.FromHours(1),
            Kinds = [OperationKind.Submit, OperationKind.Other],
        };
        var gate = Gate(Section(1), wide);
        Ask(gate, Start);

        for (var refusal = 0; refusal < 5; refusal++)
        {
            Assert.Equal("limit", Ask(gate, Start).Limit.Name);
        }

        // The wide limit has counted the one that was granted, and none of those that the narrow one refused.
        var wideAlone = gate.Decide(new LimitedRequest("key", OperationKind.Other, null, Start), out _)!;
        Assert.Equal("wide", wideAlone.Limit.Name);
        Assert.Equal(2, wideAlone.Used);
    }

    [Fact]
    public void Decide_RefusedByAnotherLimit_TakesNothingFromThisOne()
    {
        var narrow = new LimitSection { Name = "narrow", Requests = 1, Window = TimeSpan.FromDays(9), CountRefused = true };
        var gate = Gate(Section(5), narrow);
        Ask(gate, Start);

        for (var refusal = 0; refusal < 9; refusal++)
        {
            Assert.Equal("narrow", Ask(gate, Start).Limit.Name);
        }

        Assert.Equal(1, gate.StateAt(Start).Single(state => state.Limit == "limit").Used);
    }

    [Fact]
    public void Decide_KindThatIsNotCounted_IsNotLimited()
    {
        var gate = Gate(Section(1));

        var decision = gate.Decide(new LimitedRequest("key", OperationKind.Poll, null, Start), out _);

        Assert.Null(decision);
    }

    [Fact]
    public void Decide_ManyThreadsAtOnce_GrantsExactlyWhatIsPermitted()
    {
        var gate = Gate(Section(500), Section(300) with { Name = "narrower" });
        var granted = 0;

        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 16 }, _ =>
        {
            for (var request = 0; request < 100; request++)
            {
                Interlocked.Add(ref granted, Ask(gate, Start).IsGranted ? 1 : 0);
            }
        });

        Assert.Equal(300, granted);
        Assert.All(gate.StateAt(Start), state => Assert.Equal(300, state.Used));
    }

    [Fact]
    public void Decide_ArrivalsInTheOtherOrder_AreCountedAll()
    {
        var gate = Gate(Section(2));
        Ask(gate, Start + TimeSpan.FromTicks(2));

        Ask(gate, Start + TimeSpan.FromTicks(1));

        Assert.Equal(2, gate.StateAt(Start).Single().Used);
        Assert.False(Ask(gate, Start).IsGranted);
    }

    [Fact]
    public void StateAt_Reset_IsEmptyAgain()
    {
        var gate = Gate(Section(3));
        Ask(gate, Start);
        Ask(gate, Start);
        var before = gate.StateAt(Start).Single();

        gate.Reset();

        Assert.Equal(("limit", "key key", 2, 1), (before.Limit, before.Subject, before.Used, before.Remaining));
        var after = gate.StateAt(Start).Single();
        Assert.Equal((null, 0, 3), (after.Subject, after.Used, after.Remaining));
    }

    [Fact]
    public void Gate_InPlaceOfAnother_GoesOnWithTheLimitsThatSayTheSame()
    {
        var gate = Gate(Section(3), Section(5) with { Name = "other", Models = ["flash"], Per = [SubjectPart.Model] });
        AskFor(gate, "flash");

        // Lists of other instances say the same.
        LimitSection[] sections = [Section(4), Section(5) with { Name = "other", Models = ["flash"], Per = [SubjectPart.Model] }];
        var next = new LimitGate([.. sections.Select(section => Limit.From(section))], gate);

        var states = next.StateAt(Start);
        Assert.Equal([("limit", 0, 4), ("other", 1, 5)], states.Select(state => (state.Limit, (int)state.Used, (int)state.PermitLimit)));
    }

    [Fact]
    public void Decide_HiddenLimit_IsNeverShown()
    {
        var hidden = Gate(Section(1) with { Hidden = true });

        var granted = Ask(hidden, Start);
        var refused = Ask(hidden, Start);

        Assert.Null(granted.Shown);
        Assert.Null(refused.Shown);
        Assert.False(refused.Limit.RetryAfter);
        Assert.Contains("hidden", refused.Reason, StringComparison.Ordinal);
    }

    private protected static LimitGate Gate(params LimitSection[] sections) =>
        new([.. sections.Select(section => Limit.From(section))]);

    private protected static LimitDecision Ask(LimitGate gate, DateTimeOffset at) => Ask(gate, at, out _);

    private protected static LimitDecision Ask(LimitGate gate, DateTimeOffset at, out LimitPermit permit) =>
        gate.Decide(new LimitedRequest("key", OperationKind.Submit, null, at), out permit)!;

    private static void AskFor(LimitGate gate, string model) =>
        gate.Decide(new LimitedRequest("key", OperationKind.Submit, model, Start), out _);
}
