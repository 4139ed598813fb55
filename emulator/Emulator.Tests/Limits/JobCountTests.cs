using Emulator.Scenarios;

namespace Emulator.Tests.Limits;

/// <summary>Jobs that are not over.</summary>
public sealed class JobCountTests : LimitTests
{
    private protected override LimitSection Section(int permits) => new() { Name = "limit", ActiveJobs = permits };

    [Fact]
    public void Settle_WithAJob_KeepsItsPlaceUntilTheJobIsOver()
    {
        var gate = Gate(Section(1));
        Ask(gate, Start, out var permit);
        permit.HoldForJob(Start + TimeSpan.FromSeconds(8));

        permit.Settle(Start + TimeSpan.FromSeconds(1));

        var during = Ask(gate, Start + TimeSpan.FromSeconds(7.9));
        Assert.False(during.IsGranted);
        Assert.Equal(Start + TimeSpan.FromSeconds(8), during.FreeAt);
        Assert.True(Ask(gate, Start + TimeSpan.FromSeconds(8)).IsGranted);
    }

    [Fact]
    public void Settle_WithoutAJob_FreesItsPlace()
    {
        var gate = Gate(Section(1));
        Ask(gate, Start, out var permit);

        permit.Settle(Start);

        Assert.True(Ask(gate, Start).IsGranted);
    }
}
