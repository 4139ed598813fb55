using Emulator.Scenarios;

namespace Emulator.Tests.Limits;

/// <summary>A bucket that fills evenly.</summary>
public sealed class TokenBucketTests : TimedLimitTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private protected override LimitSection Timed(LimitSection amount) =>
        amount with { Window = Window, Counting = WindowCounting.TokenBucket };

    private protected override NaiveCount Naive(long permits) => new Level(permits);

    [Fact]
    public void Decide_AThirdOfASecond_IsRoundedToTheNextTickAndNeverDrifts()
    {
        var gate = Gate(Section(3) with { Window = TimeSpan.FromSeconds(1) });
        var now = Start;
        var granted = Enumerable.Range(0, 3).Count(_ => Ask(gate, now).IsGranted);

        for (var second = 0; second < 1000; second++)
        {
            now = Ask(gate, now).FreeAt!.Value;
            granted += Ask(gate, now).IsGranted ? 1 : 0;
        }

        Assert.Equal(1003, granted);
        Assert.Equal(Start + TimeSpan.FromTicks(3_333_333_334), now);
    }

    [Fact]
    public void Decide_Burst_IsWhatItHoldsAndTheAmountIsThePace()
    {
        var gate = Gate(Section(10) with { Burst = 2 });

        Ask(gate, Start);
        Ask(gate, Start);
        var refused = Ask(gate, Start);

        Assert.Equal((false, 2L, 2L), (refused.IsGranted, refused.Used, refused.PermitLimit));
        Assert.Equal(Start + TimeSpan.FromSeconds(1), refused.FreeAt);
    }

    /// <summary>The level, moved from stamp to stamp in decimal fractions that are exact for this window.</summary>
    private sealed class Level(long permits) : NaiveCount(permits)
    {
        private readonly List<(DateTimeOffset At, long Units, bool IsRefused)> _events = [];
        private int _moved;

        public override long UsedAt(DateTimeOffset now)
        {
            // Everything taken since is in Taken, in the order in which it happened.
            for (; _moved < Taken.Count; _moved++)
            {
                _events.Add((Taken[_moved].Stamp, Taken[_moved].Units, IsRefused: false));
            }

            decimal level = Permits;
            var at = DateTimeOffset.UnixEpoch;
            foreach (var (stamp, units, isRefused) in _events)
            {
                level = Later(level, at, stamp);
                level = isRefused ? Math.Min(level, Math.Max(0, level - units)) : Math.Min(Permits, level - units);
                at = stamp;
            }

            return (long)decimal.Ceiling(Permits - Later(level, at, now));
        }

        public override void Refuse(DateTimeOffset now, long units)
        {
            UsedAt(now);
            _events.Add((now, units, IsRefused: true));
        }

        /// <summary>What comes back comes back now, whenever it was taken.</summary>
        public override void GiveBack(DateTimeOffset takenAt, DateTimeOffset now, long units) => Take(now, -units);

        private decimal Later(decimal level, DateTimeOffset from, DateTimeOffset to) =>
            Math.Min(Permits, level + ((decimal)(to - from).Ticks * Permits / Window.Ticks));
    }
}
