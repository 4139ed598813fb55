using Auditor;
using Auditor.Limits;
using FsCheck;
using FsCheck.Fluent;

namespace Harness.Tests.Auditing;

/// <summary>Window maths: exact at its ends, equal to the naive reference, and never fooled.</summary>
public sealed class SlidingWindowTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(Sample.Second, true)]
    [InlineData(Sample.Second - 1, false)]
    public void Arrivals_ExactlyAWindowApart_ShareNone(long apartNs, bool isKept)
    {
        var verdict = Sample.Judge(Sample.PerWindow(1, Window), Sample.Chat(1, 0), Sample.Chat(2, apartNs));

        var limit = Assert.Single(verdict.Limits);
        Assert.Equal(isKept ? LimitOutcome.Kept : LimitOutcome.Exceeded, limit.Outcome);
        Assert.Equal(isKept, verdict.IsClean);
    }

    [Fact]
    public void Tolerance_ShortensTheWindowByExactlyThat()
    {
        var limit = Sample.PerWindow(1, Window) with { Tolerance = TimeSpan.FromMilliseconds(5) };

        var kept = Sample.Judge(limit, Sample.Chat(1, 0), Sample.Chat(2, 995 * Sample.Millisecond));
        var exceeded = Sample.Judge(limit, Sample.Chat(1, 0), Sample.Chat(2, (995 * Sample.Millisecond) - 1));

        Assert.True(kept.IsClean);
        Assert.False(exceeded.IsClean);
    }

    [Fact]
    public void Overshoot_NamesItsWindowItsCallsAndItsSize()
    {
        long[] arrivals = [0, 900, 999, 1000, 1899, 5000];

        var verdict = Sample.Judge(
            Sample.PerWindow(2, Window), arrivals.Select((ms, i) => Sample.Chat(i + 1, ms * Sample.Millisecond)));

        var limit = Assert.Single(verdict.Limits);
        Assert.Equal((4, 3, 1), (limit.Peak, limit.ArrivalsOver, limit.StretchesOver));
        Assert.Equal(["call-1", "call-2", "call-3"], limit.First!.Calls);
        Assert.Equal(limit.First.UntilNs - Sample.Second, limit.First.AfterNs);
        Assert.Equal(3, Assert.Single(verdict.Findings).Count);
    }

    [Fact]
    public void Scan_AnySchedule_AgreesWithTheNaiveReference()
    {
        var schedules = Gen.Choose(1, 6).ListOf(40).Select(gaps => gaps.ToArray());
        var rules = Gen.Choose(1, 25).Zip(Gen.Choose(1, 8));

        Prop.ForAll(schedules.Zip(rules).ToArbitrary(), sample =>
        {
            var (gaps, (length, allowed)) = sample;
            var at = 0L;
            long[] arrivals = [.. gaps.Select(gap => at += gap - 1)];
            long[] units = [.. gaps.Select(gap => (long)gap)];
            var over = 0;
            var peak = SlidingWindow.Scan(arrivals, units, new WindowRule(length, allowed), _ => over++);
            long[] naive = [.. arrivals.Select((end, last) => Naive(arrivals, units, last, end - length))];
            return peak.Used == naive.Max() && over == naive.Count(used => used > allowed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Judge_CompliantScheduleWithOneArrivalMovedIntoAFullWindow_IsConvictedEveryTime()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var allowed = random.Next(1, 20);
            var compliant = Compliant(random, allowed, random.Next(allowed + 1, 400));
            var mutated = compliant.ToArray();

            // A full window takes no more: put an arrival from outside it, earlier or later, somewhere into it.
            int[] full = [.. Enumerable.Range(allowed - 1, compliant.Length - allowed + 1)
                .Where(end => compliant[end] - compliant[end - allowed + 1] < Sample.Second)];
            var last = full[random.Next(full.Length)];
            var first = last - allowed + 1;
            var moved = first > 0 ? random.Next(first) : random.Next(last + 1, compliant.Length);
            mutated[moved] = compliant[first] + random.NextInt64(compliant[last] - compliant[first] + 1);

            var again = $"seed {seed}: dotnet test harness/Harness.Tests --filter {nameof(SlidingWindowTests)}";
            Assert.True(IsClean(compliant, allowed), $"an innocent was convicted, {again}");
            Assert.False(IsClean(mutated, allowed), $"a culprit was acquitted, {again}");
        }
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(10, 10)]
    [InlineData(11, 20)]
    [InlineData(30, 30)]
    public void MostIn_ATime_IsWhatTheGreediestScheduleSends(long time, int most)
    {
        var rule = new WindowRule(10, 10);

        var greedy = Enumerable.Range(0, (int)time).Where(t => t % 10 == 0).SelectMany(t => Enumerable.Repeat((long)t, 10));

        Assert.Equal(most, rule.MostIn(time));
        Assert.Equal(most, greedy.Count());
        Assert.Equal(10, SlidingWindow.Scan([.. greedy], [], rule).Used);
    }

    private static bool IsClean(long[] arrivals, int allowed) =>
        Sample.Judge(Sample.PerWindow(allowed, Window), arrivals.Select((at, i) => Sample.Chat(i + 1, at))).IsClean;

    /// <summary>As dense as the limit allows: the n-th arrival comes a window or little more after the one N before it.</summary>
    private static long[] Compliant(Random random, int allowed, int count)
    {
        var arrivals = new long[count];
        for (var i = 0; i < count; i++)
        {
            var previous = i == 0 ? 0 : arrivals[i - 1] + random.NextInt64(Sample.Second / allowed / 2);
            arrivals[i] = i < allowed ? previous : Math.Max(previous, arrivals[i - allowed] + Sample.Second);
        }

        return arrivals;
    }

    private static long Naive(long[] arrivals, long[] units, int last, long after)
    {
        var sum = 0L;
        for (var i = 0; i <= last; i++)
        {
            sum += arrivals[i] > after ? units[i] : 0;
        }

        return sum;
    }
}
