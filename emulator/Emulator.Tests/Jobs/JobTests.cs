using Emulator.Jobs;
using Emulator.Limits;

namespace Emulator.Tests.Jobs;

/// <summary>Where a job stands, and what cancelling does.</summary>
public sealed class JobTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private static readonly JobTimes Times = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(60));

    [Theory]
    [InlineData(0, JobState.Queued, 0)]
    [InlineData(2, JobState.Running, 0)]
    [InlineData(5, JobState.Running, 0.5)]
    [InlineData(8, JobState.Ready, 1)]
    [InlineData(67.9, JobState.Ready, 1)]
    [InlineData(68, JobState.Expired, 1)]
    internal void StateAt_AnyTime_FollowsTheClockAlone(double seconds, JobState expected, double progress)
    {
        var job = new Job<string>("job", "owner", "work", Start, Times);

        var at = Start + TimeSpan.FromSeconds(seconds);

        Assert.Equal(expected, job.StateAt(at));
        Assert.Equal(progress, job.ProgressAt(at));
    }

    [Theory]
    [InlineData(1.9, 0)]
    [InlineData(2, 0.1)]
    [InlineData(4.9, 0.1)]
    [InlineData(5, 0.9)]
    [InlineData(7.9, 0.9)]
    [InlineData(8, 1)]
    public void ProgressAt_StatedShares_AreToldForEqualPartsOfTheRunTime(double seconds, double progress)
    {
        var job = new Job<string>("job", "owner", "work", Start, Times with { Progress = [0.1, 0.9] });

        Assert.Equal(progress, job.ProgressAt(Start + TimeSpan.FromSeconds(seconds)));
    }

    [Fact]
    public void StateAt_JobWithFailure_EndsFailed()
    {
        var job = new Job<string>("job", "owner", "work", Start, Times) { Failure = "generation_failed" };

        Assert.Equal(JobState.Failed, job.StateAt(Start + TimeSpan.FromSeconds(8)));
        Assert.Equal(JobState.Failed, job.StateAt(Start + TimeSpan.FromDays(1)));
    }

    [Fact]
    public void TryCancel_WhileRunning_FreesItsPlaceAtOnce()
    {
        var slot = new JobSlot { FreeAt = Start + TimeSpan.FromSeconds(8) };
        var job = new Job<string>("job", "owner", "work", Start, Times) { Slot = slot };
        var at = Start + TimeSpan.FromSeconds(3);

        Assert.True(job.TryCancel(at));
        Assert.False(job.TryCancel(at));

        Assert.Equal(JobState.Cancelled, job.StateAt(at));
        Assert.Equal(at, slot.FreeAt);
    }

    [Fact]
    public void TryCancel_WhenReady_ChangesNothing()
    {
        var job = new Job<string>("job", "owner", "work", Start, Times);

        Assert.False(job.TryCancel(Start + TimeSpan.FromSeconds(8)));

        Assert.Equal(JobState.Ready, job.StateAt(Start + TimeSpan.FromSeconds(9)));
    }

    [Fact]
    public void Add_BeyondCapacity_ForgetsTheOldest()
    {
        var store = new JobStore<string>(capacity: 2);

        store.Add("a", "first");
        store.Add("b", "second");
        store.Add("c", "third");

        Assert.False(store.TryFind("a", out _));
        Assert.True(store.TryFind("b", out _));
        Assert.True(store.TryFind("c", out _));
        Assert.Equal(1, store.Forgotten.Value);
    }

    [Fact]
    public void Add_BeyondCapacityInBytes_ForgetsTheOldestAndTellsOnce()
    {
        var store = new JobStore<string> { CapacityBytes = 100 };

        store.Add("a", "first", bytes: 40);
        store.Add("b", "second", bytes: 60);
        store.Add("c", "third", bytes: 30);
        store.Add("huge", "fourth", bytes: 1000);

        Assert.Equal((1, 3), (store.Count, store.Forgotten.Value));
        Assert.True(store.TryFind("huge", out _));
        Assert.True(store.Forgotten.TakeNews());
        Assert.False(store.Forgotten.TakeNews());
    }
}
