using LoadRunner.Measuring;
using LoadRunner.Pacing;
using LoadRunner.Running;
using LoadRunner.Targets;
using VirtualTime;

namespace LoadRunner.Tests.Running;

public sealed class LoadFlightTests
{
    private readonly VirtualClock _clock = new();

    [Fact]
    public async Task Fly_SteadyCalls_MeasuresEachFromItsIntendedStart()
    {
        var record = await FlyAsync(Plan(Taking(TimeSpan.FromMilliseconds(50))));

        var tally = record.Measurements.Targets[0];
        Assert.Equal((100, 0, 100), (tally.Offered, tally.Dropped, tally.Succeeded));
        Assert.Equal((50_000_000, 50_000_000), (tally.Response.Max, tally.Service.Min));
        Assert.Equal((0, 1), (record.Measurements.Lag.Max, record.InFlightPeak));
    }

    [Fact]
    public async Task Fly_FrozenProvider_ShowsWhatUsersWouldHaveWaited()
    {
        // The provider freezes for the first five seconds; all that arrives then is answered when it thaws.
        var record = await FlyAsync(Plan(new Target(async (_, token) =>
        {
            var left = TimeSpan.FromSeconds(5) - _clock.Elapsed;
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, _clock, token);
            return CallOutcome.Succeeded;
        })));

        var response = record.Measurements.Targets[0].Response;
        Assert.InRange(response.Percentile(90), 3_900_000_000, 4_100_000_000);
        Assert.Equal(0, response.Min);
    }

    [Fact]
    public async Task Fly_TooManyUnderWay_DropsAndCountsTheRest()
    {
        var record = await FlyAsync(Plan(Taking(TimeSpan.FromSeconds(4))) with { MaxInFlight = 10 });

        var tally = record.Measurements.Targets[0];
        Assert.Equal((100, 70, 30), (tally.Offered, tally.Dropped, tally.Succeeded));
        Assert.Equal(10, record.InFlightPeak);
    }

    [Fact]
    public async Task Fly_CallsOutlastTheGrace_AreCancelledAndCountedAsSuch()
    {
        var record = await FlyAsync(Plan(Taking(TimeSpan.FromHours(1))) with { Grace = TimeSpan.FromSeconds(3) });

        var tally = record.Measurements.Targets[0];
        Assert.Equal(100, tally.Outcomes["cancelled"]);
        Assert.Equal(0, record.LeftBehind);
        Assert.Equal(TimeSpan.FromSeconds(12.92), _clock.Elapsed);
    }

    [Fact]
    public async Task Fly_CallIgnoresCancellation_IsLeftBehind()
    {
        TaskCompletionSource<CallOutcome> never = new();

        var record = await FlyAsync(Plan(new Target((_, _) => never.Task)) with { Grace = TimeSpan.FromSeconds(1) });

        Assert.Equal(100, record.LeftBehind);
    }

    [Fact]
    public async Task Fly_ClientThrows_CountsTheOutcomeAndGoesOn()
    {
        var record = await FlyAsync(Plan(new Target((_, _) => throw new InvalidOperationException("a bug"))));

        Assert.Equal(100, record.Measurements.Targets[0].Outcomes["unexpected InvalidOperationException"]);
    }

    [Fact]
    public async Task Fly_Interrupted_KeepsWhatWasMeasured()
    {
        using CancellationTokenSource stop = new(TimeSpan.FromSeconds(5), _clock);

        var record = await FlyAsync(Plan(Taking(TimeSpan.FromMilliseconds(50))), stop.Token);

        Assert.True(record.IsInterrupted);
        Assert.Equal(50, record.Measurements.Targets[0].Offered);
    }

    [Fact]
    public void Recorder_MoreCallsThanItKeeps_StillCountsThemAll()
    {
        CallRecorder recorder = new(targets: 1, maxRecords: 2);

        for (var i = 0; i < 3; i++)
        {
            recorder.End(new CallRecord(0, i, 0, 0, 10, "succeeded"), CallOutcomeKind.Succeeded);
        }

        var measured = recorder.Snapshot();
        Assert.Equal((2, 3), (measured.Calls.Count, measured.Targets[0].Succeeded));
    }

    private Target Taking(TimeSpan time) => new(async (_, token) =>
    {
        await Task.Delay(time, _clock, token);
        return CallOutcome.Succeeded;
    });

    private static FlightPlan Plan(ICallTarget target) => new()
    {
        Targets = [target],
        Arrivals = ArrivalPlan.Merge([new ConstantArrivals(Rate.PerSecondOf(10), TimeSpan.FromSeconds(10))]),
        MaxInFlight = 1000,
        Grace = TimeSpan.FromSeconds(30),
    };

    private Task<FlightRecord> FlyAsync(FlightPlan plan, CancellationToken? stop = null) =>
        VirtualRun.RunAsync(_clock, _ =>
        {
            RunClock clock = new(_clock);
            return new LoadFlight(clock, new TimeProviderPump(clock)).FlyAsync(plan, new CallRecorder(1), stop ?? TestContext.Current.CancellationToken);
        });

    private sealed class Target(Func<long, CancellationToken, Task<CallOutcome>> call) : ICallTarget
    {
        public Task<CallOutcome> CallAsync(long index, CancellationToken cancellationToken) => call(index, cancellationToken);
    }
}
