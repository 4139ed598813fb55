using LoadRunner.Pacing;

namespace LoadRunner.Tests.Pacing;

public sealed class InFlightGateTests
{
    [Fact]
    public void TryEnter_AllPlacesTaken_TurnsAwayUntilOneLeaves()
    {
        InFlightGate gate = new(2);

        bool[] entered = [gate.TryEnter(), gate.TryEnter(), gate.TryEnter()];
        gate.Leave();

        Assert.Equal([true, true, false], entered);
        Assert.True(gate.TryEnter());
        Assert.Equal(2, gate.Peak);
    }

    [Fact]
    public async Task Close_CallsUnderWay_EndsWithTheLastOne()
    {
        InFlightGate gate = new(2);
        gate.TryEnter();

        var drained = gate.CloseAsync();
        var endedBefore = drained.IsCompleted;
        gate.Leave();

        Assert.False(endedBefore);
        await drained;
    }

    [Fact]
    public void Close_NothingUnderWay_HasEndedAlready()
    {
        InFlightGate gate = new(1);

        var drained = gate.CloseAsync();

        Assert.True(drained.IsCompleted);
    }
}
