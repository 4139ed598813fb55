using Emulator.Exchanges;
using Emulator.Limits;
using Emulator.Scenarios;

namespace Emulator.Tests.Limits;

/// <summary>Amounts that change with time.</summary>
public sealed class LimitDriftTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly LimitSection Section = new()
    {
        Name = "drifting",
        Requests = 100,
        Window = TimeSpan.FromHours(1),
        Drift = new DriftSection { DownTo = 40, Every = Every },
    };

    [Fact]
    public void PermitLimitAt_OverManyPieces_TakesEveryAmountAndHoldsEachForItsTime()
    {
        var limit = Limit.From(Section, seed: 7);

        var amounts = Enumerable.Range(0, 5000).Select(piece => limit.PermitLimitAt(Start + (Every * piece))).ToArray();
        var ends = Enumerable.Range(0, 5000).Select(piece => limit.PermitLimitAt(Start + (Every * (piece + 1)) - TimeSpan.FromTicks(1)));

        Assert.Equal(Enumerable.Range(40, 61).Select(amount => (long)amount), amounts.Distinct().Order());
        Assert.Equal(amounts, ends);
    }

    [Fact]
    public void PermitLimitAt_SeedAndName_DecideAlone()
    {
        var amounts = AmountsOf(Limit.From(Section, seed: 7));

        Assert.Equal(amounts, AmountsOf(Limit.From(Section, seed: 7)));
        Assert.NotEqual(amounts, AmountsOf(Limit.From(Section, seed: 8)));
        Assert.NotEqual(amounts, AmountsOf(Limit.From(Section with { Name = "another" }, seed: 7)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(95)]
    public void FreeAt_OfARefusal_IsTheFirstInstantAtWhichItFitsUnderTheAmountOfThen(long units)
    {
        var section = Section with { Requests = null, InputTokens = 100 };
        for (var seed = 0UL; seed < 50; seed++)
        {
            var limit = Limit.From(section, seed);
            LimitGate gate = new([limit]);
            while (Ask(gate, Start, 1).IsGranted)
            {
            }

            var used = limit.PermitLimitAt(Start);
            var freeAt = Ask(gate, Start, units).FreeAt!.Value;

            // All units came at the start, so they are in use for an hour; the amount alone moves until then.
            Assert.Equal(FirstFit(limit, used, units), freeAt);
            Assert.False(Ask(gate, freeAt - TimeSpan.FromTicks(1), units).IsGranted);
            Assert.True(Ask(gate, freeAt, units).IsGranted);
        }
    }

    [Fact]
    public void Decide_InFlight_DriftsToo()
    {
        var limit = Limit.From(new LimitSection { Name = "at once", InFlight = 25, Drift = new DriftSection { DownTo = 5, Every = Every } }, seed: 3);
        LimitGate gate = new([limit]);

        var granted = 0;
        while (Ask(gate, Start, 0).IsGranted)
        {
            granted++;
        }

        Assert.Equal(limit.PermitLimitAt(Start), granted);
        Assert.InRange(granted, 5, 24);
    }

    private static long[] AmountsOf(Limit limit) =>
        [.. Enumerable.Range(0, 50).Select(piece => limit.PermitLimitAt(Start + (Every * piece)))];

    private static DateTimeOffset FirstFit(Limit limit, long used, long units)
    {
        for (var piece = 1; ; piece++)
        {
            var at = Start + (Every * piece);
            if ((at >= Start + limit.Window ? 0 : used) + units <= limit.PermitLimitAt(at))
            {
                return at;
            }
        }
    }

    private static LimitDecision Ask(LimitGate gate, DateTimeOffset at, long units) =>
        gate.Decide(new LimitedRequest("key", OperationKind.Chat, null, at) { Units = new(units, 0) }, out _)!;
}
