using Emulator.Scenarios;

namespace Emulator.Tests.Limits;

/// <summary>Windows that begin with the first unit after the last one.</summary>
public sealed class FirstUseWindowTests : TimedLimitTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private protected override LimitSection Timed(LimitSection amount) =>
        amount with { Window = Window, Counting = WindowCounting.FirstUse };

    private protected override NaiveCount Naive(long permits) => new FromFirst(permits);

    [Fact]
    public void Decide_AfterAPause_BeginsTheWindowWithTheNextRequest()
    {
        var gate = Gate(Section(1));
        var next = Start + (Window * 2.5);
        Ask(gate, Start);

        Ask(gate, next);

        Assert.Equal(next + Window, Ask(gate, next + TimeSpan.FromSeconds(1)).FreeAt);
    }

    private sealed class FromFirst(long permits) : NaiveCount(permits)
    {
        public override long UsedAt(DateTimeOffset now)
        {
            DateTimeOffset? start = null;
            foreach (var (stamp, _) in Taken.Where(one => one.Units > 0))
            {
                start = start is null || stamp >= start + Window ? stamp : start;
            }

            return start is null || now >= start + Window ? 0 : SumOf(stamp => stamp >= start);
        }
    }
}
