using Emulator.Scenarios;

namespace Emulator.Tests.Limits;

/// <summary>Requests that are not answered to the end.</summary>
public sealed class InFlightCountTests : LimitTests
{
    private protected override LimitSection Section(int permits) => new() { Name = "limit", InFlight = permits };

    [Fact]
    public void Settle_OfAGrantedRequest_MakesRoomOnce()
    {
        var gate = Gate(Section(1));
        Ask(gate, Start, out var permit);

        permit.Settle(Start);
        permit.Settle(Start);

        Assert.True(Ask(gate, Start).IsGranted);
        Assert.False(Ask(gate, Start).IsGranted);
    }

    [Fact]
    public void Decide_OtherModels_AreNotCounted()
    {
        var gate = Gate(Section(1) with { Models = ["pro"] });

        var unnamed = gate.Decide(new("key", Emulator.Exchanges.OperationKind.Chat, "flash", Start), out _);
        var named = gate.Decide(new("key", Emulator.Exchanges.OperationKind.Chat, "pro", Start), out _);

        Assert.Null(unnamed);
        Assert.True(named!.IsGranted);
    }
}
