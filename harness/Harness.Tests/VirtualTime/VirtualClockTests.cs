using VirtualTime;

namespace Harness.Tests.VirtualTime;

public sealed class VirtualClockTests
{
    [Fact]
    public void Advance_TimersOutOfOrder_RunByDueTimeThenByOrderOfSetting()
    {
        var clock = new VirtualClock();
        List<string> ran = [];
        using var late = clock.CreateTimer(_ => ran.Add("late"), null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        using var first = clock.CreateTimer(_ => ran.Add("first"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using var second = clock.CreateTimer(_ => ran.Add("second"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["first", "second", "late"], ran);
        Assert.Equal(TimeSpan.FromSeconds(5), clock.Elapsed);
    }

    [Fact]
    public void Advance_TimerSeesItsOwnDueTime()
    {
        var clock = new VirtualClock();
        List<TimeSpan> seen = [];
        using var timer = clock.CreateTimer(_ => seen.Add(clock.Elapsed), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        clock.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)], seen);
    }

    [Fact]
    public void Change_BeforeItIsDue_OnlyTheNewTimeCounts()
    {
        var clock = new VirtualClock();
        List<TimeSpan> seen = [];
        using var timer = clock.CreateTimer(_ => seen.Add(clock.Elapsed), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        timer.Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([TimeSpan.FromSeconds(3)], seen);
    }

    [Fact]
    public void Dispose_BeforeItIsDue_NeverRuns()
    {
        var clock = new VirtualClock();
        var ran = false;
        var timer = clock.CreateTimer(_ => ran = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        timer.Dispose();
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.False(ran);
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void Stamps_AfterAnHour_AgreeWithEachOther()
    {
        var clock = new VirtualClock();
        var before = clock.GetTimestamp();

        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(TimeSpan.FromHours(1), clock.GetElapsedTime(before));
        Assert.Equal(VirtualClock.DefaultStart.AddHours(1), clock.GetUtcNow());
    }
}
