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
    public void Decide_KindThatIsNotCounted_IsNotLimited()
    {
        var gate = Gate(Section(1));

        var decision = gate.Decide(new LimitedRequest("key", OperationKind.Poll, null, Start), out _);

        Assert.Null(decision);
    }

    private protected static LimitGate Gate(params LimitSection[] sections) => new([.. sections.Select(section => Limit.From(section))]);

    private protected static LimitDecision Ask(LimitGate gate, DateTimeOffset at) => Ask(gate, at, out _);

    private protected static LimitDecision Ask(LimitGate gate, DateTimeOffset at, out LimitPermit permit) =>
        gate.Decide(new LimitedRequest("key", OperationKind.Submit, null, at), out permit)!;
}
