using LoadRunner.Measuring;
using LoadRunner.Pacing;
using LoadRunner.Running;
using LoadRunner.Targets;
using VirtualTime;

namespace LoadRunner.Tests.Running;

public sealed class LoadFlightTests
{
    [Fact]
    public async Task FlyAsync_QuickTarget_EveryCallStartsExactlyWhenItIsDue()
    {
        var record = await FlyAsync(new Target(call: TimeSpan.FromMilliseconds(3)), "100/s", maxInFlight: 10);

        Assert.Equal(100, record.Measurements.Targets[0].Succeeded);
        Assert.Equal(0, record.Measurements.Lag.Max);
        Assert.Equal(3_000_000, record.Measurements.Targets[0].Response.Max);
    }

    [Fact]
    public async Task FlyAsync_MoreUnderWayThanAllowed_IsDroppedAndCounted()
    {
        var record = await FlyAsync(new Target(call: TimeSpan.FromSeconds(10)), "100/s", maxInFlight: 30);

        Assert.Equal((30, 70), (record.InFlightPeak, record.Measurements.Targets[0].Dropped));
    }

    [Fact]
    public async Task FlyAsync_CallsLongerThanTheGrace_AreCancelledAndNotLeftBehind()
    {
        var record = await FlyAsync(new Target(call: TimeSpan.FromHours(1)), "10/s", maxInFlight: 100);

        Assert.Equal((0, 10), (record.LeftBehind, record.Measurements.Targets[0].Outcomes["cancelled"]));
    }

    [Fact]
    public async Task FlyAsync_TargetThatThrows_IsAnOutcome()
    {
        var record = await FlyAsync(new Target(call: TimeSpan.Zero, throws: true), "10/s", maxInFlight: 100);

        Assert.Equal(10, record.Measurements.Targets[0].Outcomes["unexpected InvalidOperationException"]);
    }

    private static async Task<FlightRecord> FlyAsync(Target target, string rate, int maxInFlight)
    {
        var time = new VirtualClock();
        target.Time = time;
        RunClock clock = new(time);
        return await VirtualRun.RunAsync(time, _ => new LoadFlight(clock, new TimeProviderPump(clock)).FlyAsync(
            new FlightPlan
            {
                Targets = [target],
                Arrivals = ArrivalPlan.Merge([new ConstantArrivals(Rate.Parse(rate, null), TimeSpan.FromSeconds(1))]),
                MaxInFlight = maxInFlight,
                Grace = TimeSpan.FromSeconds(20),
            },
            new CallRecorder(1),
            CancellationToken.None));
    }

    private sealed class Target(TimeSpan call, bool throws = false) : ICallTarget
    {
        public TimeProvider Time { get; set; } = new VirtualClock();

        public async Task<CallOutcome> CallAsync(long index, CancellationToken cancellationToken)
        {
            await Task.Delay(call, Time, cancellationToken);
            return throws ? throw new InvalidOperationException("planted") : CallOutcome.Succeeded;
        }
    }
}
