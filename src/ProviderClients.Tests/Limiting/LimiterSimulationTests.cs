using System.Globalization;
using ProviderClients.Limiting;
using VirtualTime;

namespace ProviderClients.Tests.Limiting;

/// <summary>
/// The theorem of PROOF.md by experiment: random schedules against a server that counts exactly. The same schedules convict a
/// limiter that counts at the sender's side, so that silence means something.
/// </summary>
public sealed class LimiterSimulationTests
{
    private const int Schedules = 400;

    private static int FirstSeed =>
        int.TryParse(Environment.GetEnvironmentVariable("LIMITER_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : 20_261_121;

    [Fact]
    public async Task Acquire_RandomSchedules_NoWindowAtTheServerEverHoldsMore()
    {
        var clock = new VirtualClock();

        var convicted = await VirtualRun.RunAsync(clock, _ => ConvictAsync(clock, limits => new Limited(limits, clock)));

        Assert.True(
            convicted.Count == 0,
            $"Over the limit with seeds {string.Join(", ", convicted)}; repeat the first with "
            + $"LIMITER_SEED={convicted.FirstOrDefault()} dotnet test src/ProviderClients.Tests --filter {nameof(LimiterSimulationTests)}");
    }

    [Fact]
    public async Task SendSideLog_TheSameSchedules_IsCaught()
    {
        var clock = new VirtualClock();

        var convicted = await VirtualRun.RunAsync(clock, _ => ConvictAsync(clock, limits => new SendSideLog(limits, clock)));

        Assert.True(convicted.Count > Schedules / 4, $"only {convicted.Count} of {Schedules} schedules convict the control");
    }

    [Fact]
    public async Task Acquire_AfterAnySchedule_EveryPermitComesBack()
    {
        var clock = new VirtualClock();

        var leaks = await VirtualRun.RunAsync(clock, async _ =>
        {
            var leaking = new List<int>();
            for (var seed = FirstSeed; seed < FirstSeed + 100; seed++)
            {
                var schedule = new LimiterSchedule(seed);
                using var limiter = new RequestLimiter(schedule.Limits, clock);
                await FlyAsync(schedule, new Limited(limiter), new SimulatedServer(clock), clock);
                await Task.Delay(TimeSpan.FromMinutes(2), clock);
                if (limiter.Used != 0 || limiter.QueueLength != 0)
                {
                    leaking.Add(seed);
                }
            }

            return leaking;
        });

        Assert.Empty(leaks);
    }

    private static async Task<List<int>> ConvictAsync(VirtualClock clock, Func<LimiterSettings, IPermitSource> limiterOf)
    {
        var convicted = new List<int>();
        for (var seed = FirstSeed; seed < FirstSeed + Schedules; seed++)
        {
            var schedule = new LimiterSchedule(seed);
            var server = new SimulatedServer(clock);
            await FlyAsync(schedule, limiterOf(schedule.Limits), server, clock);
            if (!server.Kept(schedule.Limits))
            {
                convicted.Add(seed);
            }
        }

        return convicted;
    }

    private static Task FlyAsync(LimiterSchedule schedule, IPermitSource limiter, SimulatedServer server, VirtualClock clock) =>
        Task.WhenAll(schedule.Requests.Select(request => SendAsync(request, limiter, server, clock)));

    private static async Task SendAsync(PlannedRequest request, IPermitSource limiter, SimulatedServer server, VirtualClock clock)
    {
        await Task.Delay(request.At, clock);
        using var leaving = request.End is PlannedEnd.LeftTheQueue
            ? new CancellationTokenSource(request.There, clock)
            : new CancellationTokenSource();
        Permit? permit;
        try
        {
            permit = await limiter.AcquireAsync(leaving.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        switch (request.End)
        {
            case PlannedEnd.NeverSent or PlannedEnd.LeftTheQueue:
                await Task.Delay(request.There, clock);
                permit?.Refund();
                break;
            case PlannedEnd.GivenUp:
                // The sender gives up at once; what is on its way arrives later, within the time that PROOF.md assumes.
                permit?.Dispose();
                var flight = request.There < RequestLimiter.LongestFlightAfterAbort ? request.There : RequestLimiter.LongestFlightAfterAbort;
                await Task.Delay(flight, clock);
                server.Arrive();
                server.Leave();
                break;
            default:
                await Task.Delay(request.There, clock);
                server.Arrive();
                await Task.Delay(request.Back, clock);
                permit?.Settle();
                server.Leave();
                permit?.Dispose();
                break;
        }
    }

    private interface IPermitSource
    {
        Task<Permit?> AcquireAsync(CancellationToken cancellationToken);
    }

    private sealed class Limited(RequestLimiter limiter) : IPermitSource
    {
        public Limited(LimiterSettings limits, TimeProvider clock)
            : this(new RequestLimiter(limits, clock))
        {
        }

        public async Task<Permit?> AcquireAsync(CancellationToken cancellationToken) =>
            (await limiter.AcquireAsync(TimeSpan.FromDays(1), cancellationToken)).Permit;
    }

    /// <summary>The naive idea: an exact log of the moments of sending. Its fault is not in its counting.</summary>
    private sealed class SendSideLog(LimiterSettings limits, TimeProvider clock) : IPermitSource
    {
        private readonly List<DateTimeOffset> _sent = [];

        public async Task<Permit?> AcquireAsync(CancellationToken cancellationToken)
        {
            while (limits.Windows.Where(IsFull).Max(rate => (TimeSpan?)UntilFree(rate)) is { } wait)
            {
                // Delays are cut down to whole milliseconds.
                await Task.Delay(wait + TimeSpan.FromMilliseconds(1), clock, cancellationToken);
            }

            _sent.Add(clock.GetUtcNow());
            return null;
        }

        private bool IsFull(Rate rate) => _sent.Count >= rate.Permits && UntilFree(rate) > TimeSpan.Zero;

        private TimeSpan UntilFree(Rate rate) => _sent[^rate.Permits] + rate.Window - clock.GetUtcNow();
    }
}
