using System.Globalization;
using Emulator.Exchanges;
using Emulator.Limits;
using Emulator.Scenarios;

namespace Emulator.Tests.Limits;

/// <summary>What every way of counting over time must answer.</summary>
public abstract class TimedLimitTests : LimitTests
{
    private const int Histories = 300;

    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private static int FirstSeed =>
        int.TryParse(Environment.GetEnvironmentVariable("LIMIT_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20_261_121;

    /// <summary>About how long the units of a window stay in use.</summary>
    private protected virtual TimeSpan Stride => TimeSpan.FromSeconds(10);

    /// <summary>The way of counting, with an amount of something.</summary>
    private protected abstract LimitSection Timed(LimitSection amount);

    private protected abstract NaiveCount Naive(long permits);

    private protected sealed override LimitSection Section(int permits) => Timed(new LimitSection { Name = "limit", Requests = permits });

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void FreeAt_OfARefusal_IsTheFirstInstantAtWhichItFits(int permits)
    {
        var freeAt = Spent(permits, out _).FreeAt!.Value;

        Spent(permits, out var before);
        Spent(permits, out var then);

        Assert.False(Ask(before, freeAt - Tick).IsGranted);
        Assert.True(Ask(then, freeAt).IsGranted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void ResetAt_OfASpentLimit_IsTheFirstInstantAtWhichAllIsThere(int permits)
    {
        Spent(permits, out var gate);
        var resetAt = gate.StateAt(Start).Single().ResetAt!.Value;

        var before = gate.StateAt(resetAt - Tick).Single();
        var granted = Enumerable.Range(0, permits).Count(_ => Ask(gate, resetAt).IsGranted);

        Assert.InRange(before.Used, 1, permits);
        Assert.Equal(permits, granted);
        Assert.False(Ask(gate, resetAt).IsGranted);
    }

    [Fact]
    public void Decide_TheClockJumpsFarAhead_AllIsThereAgain()
    {
        Spent(5, out var gate);
        var later = Start + (Stride * 1000) + TimeSpan.FromTicks(12345);

        var granted = Enumerable.Range(0, 5).Count(_ => Ask(gate, later).IsGranted);

        Assert.Equal(5, granted);
        Assert.False(Ask(gate, later).IsGranted);
    }

    [Fact]
    public void Decide_MoreThanTheWholeLimit_NeverFitsAndSaysSo()
    {
        var gate = Gate(Timed(new LimitSection { Name = "limit", InputTokens = 10 }));

        var decision = AskFor(gate, Start, 11, out _);

        Assert.False(decision.IsGranted);
        Assert.Null(decision.FreeAt);
        Assert.Contains("the request needs 11, more than the limit ever admits", decision.Reason, StringComparison.Ordinal);
        Assert.True(AskFor(gate, Start, 10, out _).IsGranted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Settle_OfARequestThatWasNeverBilled_GivesBackWhatItTook(bool atABorder)
    {
        var gate = Gate(Timed(new LimitSection { Name = "limit", InputTokens = 10 }));
        var now = atABorder ? Spent(1, out _).FreeAt!.Value : Start;
        AskFor(gate, now, 10, out var permit);
        var full = AskFor(gate, now, 1, out _);

        permit.Settle(now);
        permit.Settle(now);

        Assert.False(full.IsGranted);
        Assert.True(AskFor(gate, now, 10, out _).IsGranted);
        Assert.False(AskFor(gate, now, 1, out _).IsGranted);
    }

    [Fact]
    public void Decide_ArrivalFromBeforeABorderComesLate_CountsAsOfAfterIt()
    {
        var border = Spent(1, out _).FreeAt!.Value;
        var gate = Gate(Section(2));

        var granted = Enumerable.Range(0, 4).Count(request => Ask(gate, request == 1 ? border - Tick : border).IsGranted);

        Assert.Equal(2, granted);
    }

    [Fact]
    public void Charge_OfMoney_MayOvershootAndIsPaidOnce()
    {
        var gate = Gate(Timed(new LimitSection { Name = "limit", Money = 0.000010m }));
        AskFor(gate, Start, 0, out var permit);
        var beside = AskFor(gate, Start, 0, out _);

        permit.Charge(new BilledUnits(0, 0, 0, MicroUsd: 25), Start);
        permit.Charge(new BilledUnits(0, 0, 0, MicroUsd: 25), Start);
        permit.Settle(Start);

        var refused = AskFor(gate, Start, 0, out _);
        Assert.True(beside.IsGranted);
        Assert.Equal((false, 25L, 10L, 0L), (refused.IsGranted, refused.Used, refused.PermitLimit, refused.Remaining));
        Assert.Contains("0.000025 of 0.00001 used", refused.Reason, StringComparison.Ordinal);
        Assert.True(AskFor(gate, refused.FreeAt!.Value, 0, out _).IsGranted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decide_AnyHistory_AgreesWithTheNaiveCount(bool countRefused)
    {
        for (var seed = FirstSeed; seed < FirstSeed + Histories; seed++)
        {
            var complaint = Live(new Random(seed), countRefused);
            Assert.True(
                complaint is null,
                $"{complaint}; repeat with LIMIT_SEED={seed} dotnet test emulator/Emulator.Tests --filter {GetType().Name}");
        }
    }

    private static LimitDecision AskFor(LimitGate gate, DateTimeOffset at, long units, out LimitPermit permit) =>
        gate.Decide(new LimitedRequest("key", OperationKind.Submit, null, at) { Units = new(units, 0) }, out permit)!;

    private LimitDecision Spent(int permits, out LimitGate gate)
    {
        gate = Gate(Section(permits));
        for (var request = 0; request < permits; request++)
        {
            Ask(gate, Start);
        }

        return Ask(gate, Start);
    }

    /// <summary>Lives through a random history, asking both; what they do not agree on, if anything.</summary>
    private string? Live(Random random, bool countRefused)
    {
        var permits = random.Next(1, 30);
        var gate = Gate(Timed(new LimitSection { Name = "limit", InputTokens = permits, CountRefused = countRefused }));
        var naive = Naive(permits);
        var now = Start + TimeSpan.FromTicks(random.NextInt64(Stride.Ticks * 3));
        List<(LimitPermit Permit, DateTimeOffset TakenAt, long Units)> open = [];
        for (var step = 0; step < 60; step++)
        {
            now += Gap(random);
            if (open.Count > 0 && random.Next(3) == 0)
            {
                // Giving back and counting refusals do not mix: which of the oldest made way is nobody's business.
                End(open, naive, now, countRefused ? null : random);
                continue;
            }

            var units = random.Next(1, random.Next(4) == 0 ? permits + 2 : 4);
            var decision = AskFor(gate, now, units, out var permit);
            if (Complaint(decision, naive, (now, units, permits)) is { } complaint)
            {
                return $"at step {step}, {complaint}";
            }

            if (decision.IsGranted)
            {
                naive.Take(now, units);
                open.Add((permit, now, units));
            }
            else if (countRefused)
            {
                naive.Refuse(now, units);
            }

            var state = gate.StateAt(now).Single();
            if (state.Used != naive.UsedAt(now) || !IsFirst(state.ResetAt, now, at => naive.UsedAt(at) == 0))
            {
                return $"at step {step}, {state.Used} used and reset at {state.ResetAt:O}, but {naive.UsedAt(now)} are";
            }
        }

        return null;
    }

    private static string? Complaint(
        LimitDecision decision, NaiveCount naive, (DateTimeOffset Now, long Units, long Permits) asked)
    {
        var (now, units, permits) = asked;
        var used = naive.UsedAt(now);
        var fits = used + units <= permits;
        if (decision.IsGranted != fits)
        {
            return $"{units} were {(fits ? "refused" : "granted")} although {used} of {permits} are used";
        }

        return fits || (units > permits ? decision.FreeAt is null : IsFirst(decision.FreeAt, now, at => naive.UsedAt(at) + units <= permits))
            ? null
            : $"{units} are said to fit at {decision.FreeAt:O}";
    }

    /// <summary>Whether something is true at an instant and not a tick before; no instant means that it is true already.</summary>
    private static bool IsFirst(DateTimeOffset? instant, DateTimeOffset now, Func<DateTimeOffset, bool> isTrue) =>
        instant is { } at ? at > now && isTrue(at) && !isTrue(at - Tick) : isTrue(now);

    /// <summary>Ends a request, billed with what it took or more or less, or not at all.</summary>
    private static void End(
        List<(LimitPermit Permit, DateTimeOffset TakenAt, long Units)> open, NaiveCount naive, DateTimeOffset now, Random? random)
    {
        var (permit, takenAt, units) = open[0];
        open.RemoveAt(0);
        var billed = random is null ? units : random.Next(3) == 0 ? 0 : random.Next(0, (int)units * 3);
        if (random is null || random.Next(4) > 0)
        {
            permit.Charge(new BilledUnits(billed, 0, 0, 0), now);
        }
        else
        {
            billed = 0;
        }

        permit.Settle(now);
        if (billed > units)
        {
            naive.Take(now, billed - units);
        }
        else if (billed < units)
        {
            naive.GiveBack(takenAt, now, units - billed);
        }
    }

    /// <summary>Most arrivals are near each other, many at the same instant, some on the border of a window, a few far away.</summary>
    private TimeSpan Gap(Random random) => random.Next(10) switch
    {
        < 3 => TimeSpan.Zero,
        < 7 => TimeSpan.FromTicks(random.NextInt64(Stride.Ticks / 8)),
        7 => Stride / 4,
        8 => TimeSpan.FromTicks(random.NextInt64(Stride.Ticks * 2)),
        _ => random.Next(6) == 0 ? Stride * 360 : Stride,
    };
}
