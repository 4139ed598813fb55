using Emulator.Limits;
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

        var during = Ask(gate, Start + TimeSpan.FromSeconds(8) - TimeSpan.FromTicks(1));
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

    [Fact]
    public void Decide_AnyHistory_AgreesWithTheEndsOfTheJobs()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            Random random = new(seed);
            var permits = random.Next(1, 8);
            var gate = Gate(Section(permits));
            List<JobSlot> jobs = [];
            var now = Start;
            for (var step = 0; step < 80; step++)
            {
                now += TimeSpan.FromSeconds(random.Next(0, 5));
                var alive = jobs.Where(job => job.FreeAt > now).ToArray();
                if (alive.Length > 0 && random.Next(5) == 0)
                {
                    alive[random.Next(alive.Length)].FreeAt = now;
                    continue;
                }

                var decision = Ask(gate, now, out var permit);

                Assert.True(decision.IsGranted == alive.Length < permits, $"seed {seed}, step {step}");
                if (decision.IsGranted)
                {
                    jobs.Add(permit.HoldForJob(now + TimeSpan.FromSeconds(random.Next(1, 30))));
                    permit.Settle(now);
                }
                else
                {
                    Assert.Equal(alive.Min(job => job.FreeAt), decision.FreeAt);
                    Assert.Equal(alive.Max(job => job.FreeAt), gate.StateAt(now).Single().ResetAt);
                }
            }
        }
    }
}
