using LoadRunner.Pacing;

namespace LoadRunner.Benching;

/// <summary>Delayed requests: the emulator first, then the bare endpoint with as many bytes.</summary>
internal sealed class DelayBench(RunClock clock, Action<string> say)
{
    private const int WarmUpRequests = 500;

    public async Task<DelayComparison> RunAsync(BenchOrder order, CancellationToken cancellationToken)
    {
        using var scenario = new TemporaryScenario(BenchScenario.OfDelays(order.Delay));
        var body = BenchScenario.PlainBody();
        DelayFigures emulator;
        long bytes;
        await using (var server = await BenchServer.StartEmulatorAsync(scenario.Path, clock.TimeProvider, cancellationToken))
        {
            var request = new RequestText(BenchScenario.ChatPath, body);
            (emulator, bytes) = await MeasureAsync("the emulator", server, request, order, cancellationToken);
        }

        await using var bareServer = await BenchServer.StartBareAsync(clock.TimeProvider, cancellationToken);
        var bareRequest = new RequestText(BareEndpoint.PathOfDelay(order.Delay, bytes), body);
        var (bare, _) = await MeasureAsync("bare Kestrel", bareServer, bareRequest, order, cancellationToken);
        return new DelayComparison(order.Delay.TotalSeconds, emulator, bare);
    }

    private async Task<(DelayFigures Figures, long BodyBytes)> MeasureAsync(
        string name, BenchServer server, RequestText request, BenchOrder order, CancellationToken cancellationToken)
    {
        var trial = new DelayTrial(clock);
        say($"delays: {name} warms up");
        var few = order with { Requests = Math.Min(WarmUpRequests, order.Requests) };
        await WarmUp.RunAsync(name, async () => (await trial.RunAsync(server, request, few, cancellationToken)).Figures.Failure);
        say($"delays: {name} gets {order.Requests} requests");
        return await trial.RunAsync(server, request, order, cancellationToken);
    }
}
