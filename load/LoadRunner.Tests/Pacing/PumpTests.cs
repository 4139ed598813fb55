using LoadRunner.Pacing;
using VirtualTime;

namespace LoadRunner.Tests.Pacing;

public sealed class PumpTests
{
    private const long Millisecond = 1_000_000;

    private static readonly Arrival[] ThreeArrivals = [new(0, 0, 0), new(0, 1, 10 * Millisecond), new(0, 2, 20 * Millisecond)];

    private readonly VirtualClock _virtualClock = new();
    private readonly List<(long Index, long DueNs, long StartedNs)> _started = [];

    [Fact]
    public void DedicatedThread_PunctualSleeper_StartsEachAtItsInstant()
    {
        RunClock clock = new(_virtualClock);
        DedicatedThreadPump pump = new(clock, SleepUntil);

        pump.Pump(ThreeArrivals, 5 * Millisecond, Note(clock), CancellationToken.None);

        Assert.Equal(
            [(0, 5 * Millisecond, 5 * Millisecond), (1, 15 * Millisecond, 15 * Millisecond), (2, 25 * Millisecond, 25 * Millisecond)],
            _started);
    }

    [Fact]
    public void DedicatedThread_ShortSleeps_SleepsAgainUntilDue()
    {
        RunClock clock = new(_virtualClock);
        var sleeps = 0;
        DedicatedThreadPump pump = new(clock, _ =>
        {
            sleeps++;
            _virtualClock.Advance(TimeSpan.FromMilliseconds(3));
        });

        pump.Pump(ThreeArrivals, 0, Note(clock), CancellationToken.None);

        Assert.Equal(7, sleeps);
        Assert.Equal([0, 12 * Millisecond, 21 * Millisecond], _started.Select(call => call.StartedNs));
    }

    [Fact]
    public void DedicatedThread_SlowStart_SendsWhatIsLateAtOnceAndShiftsNothing()
    {
        RunClock clock = new(_virtualClock);
        DedicatedThreadPump pump = new(clock, SleepUntil);
        var note = Note(clock);

        pump.Pump(
            ThreeArrivals,
            0,
            (arrival, due) =>
            {
                note(arrival, due);
                _virtualClock.Advance(TimeSpan.FromMilliseconds(arrival.Index == 0 ? 14 : 0));
            },
            CancellationToken.None);

        Assert.Equal([0, 14 * Millisecond, 20 * Millisecond], _started.Select(call => call.StartedNs));
        Assert.Equal([0, 10 * Millisecond, 20 * Millisecond], _started.Select(call => call.DueNs));
    }

    [Fact]
    public void DedicatedThread_CancelledWhileItSleeps_StartsNoMore()
    {
        RunClock clock = new(_virtualClock);
        using CancellationTokenSource stop = new();
        DedicatedThreadPump pump = new(clock, _ => stop.Cancel());

        pump.Pump(ThreeArrivals, 0, Note(clock), stop.Token);

        Assert.Equal([0], _started.Select(call => call.Index));
    }

    [Fact]
    public async Task DedicatedThread_StartThrows_GivesTheExceptionToTheCaller()
    {
        DedicatedThreadPump pump = new(new RunClock(_virtualClock), SleepUntil);

        var pumping = pump.PumpAsync(ThreeArrivals, 0, (_, _) => throw new InvalidOperationException("broken"), CancellationToken.None);

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => pumping);
        Assert.Equal("broken", thrown.Message);
    }

    [Fact]
    public async Task Virtual_HourOfArrivals_StartsEachAtItsInstant()
    {
        var origin = 0L;

        await VirtualRun.RunAsync(_virtualClock, async _ =>
        {
            RunClock clock = new(_virtualClock);
            origin = clock.NowNs;
            var arrivals = ArrivalPlan.Merge([new ConstantArrivals(Rate.Parse("100/h", null), TimeSpan.FromHours(1))]);
            await new TimeProviderPump(clock).PumpAsync(arrivals, origin, Note(clock), CancellationToken.None);
        });

        Assert.Equal(100, _started.Count);
        Assert.All(_started, call => Assert.Equal(call.DueNs, call.StartedNs));
        Assert.Equal(99 * 36_000_000_000 + origin, _started[^1].DueNs);
    }

    [Fact]
    public async Task Virtual_OffsetBelowTheClocksTick_StartsAtTheNextTickNotBefore()
    {
        await VirtualRun.RunAsync(_virtualClock, _ =>
        {
            RunClock clock = new(_virtualClock);
            return new TimeProviderPump(clock).PumpAsync([new(0, 0, 150)], 0, Note(clock), CancellationToken.None);
        });

        Assert.Equal([(0, 150, 200)], _started);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    public void Clock_InstantBetweenTwoStamps_GivesTheLaterStamp(long ns, long stamps)
    {
        RunClock clock = new(_virtualClock);

        var stamp = clock.TimestampAt(ns);

        Assert.Equal(stamps, stamp);
    }

    private void SleepUntil(long timestamp) =>
        _virtualClock.Advance(TimeSpan.FromTicks(timestamp - _virtualClock.GetTimestamp()));

    private Action<Arrival, long> Note(RunClock clock) =>
        (arrival, due) => _started.Add((arrival.Index, due, clock.NowNs));
}
