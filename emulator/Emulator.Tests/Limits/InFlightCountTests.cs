using Emulator.Limits;
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

    [Fact]
    public void Decide_AnyHistory_AgreesWithThoseThatAreNotOver()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            Random random = new(seed);
            var permits = random.Next(1, 8);
            var gate = Gate(Section(permits));
            List<LimitPermit> open = [];
            for (var step = 0; step < 80; step++)
            {
                if (open.Count > 0 && random.Next(2) == 0)
                {
                    var over = open[random.Next(open.Count)];
                    over.Settle(Start);
                    open.Remove(over);
                    continue;
                }

                var decision = Ask(gate, Start + TimeSpan.FromHours(step), out var permit);

                Assert.True(decision.IsGranted == open.Count < permits, $"seed {seed}, step {step}");
                Assert.Null(decision.FreeAt);
                if (decision.IsGranted)
                {
                    open.Add(permit);
                }
            }
        }
    }

    [Fact]
    public async Task Settle_FromManyThreads_LeavesNothingBehind()
    {
        var gate = Gate(Section(7));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var request = 0; request < 2000; request++)
            {
                Assert.InRange(gate.StateAt(Start).Single().Used, 0, 7);
                Ask(gate, Start, out var permit);
                permit.Settle(Start);
            }
        })));

        Assert.Equal(0, gate.StateAt(Start).Single().Used);
    }
}
