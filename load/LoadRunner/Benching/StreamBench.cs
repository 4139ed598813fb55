using LoadRunner.Pacing;

namespace LoadRunner.Benching;

/// <summary>Paced streams: the emulator first, then the bare endpoint with as many bytes a frame.</summary>
internal sealed class StreamBench(RunClock clock, Action<string> say)
{
    private const int SearchSteps = 5;
    private const int WarmUpStreams = 200;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(1);

    public async Task<StreamComparison> RunAsync(BenchOrder order, CancellationToken cancellationToken)
    {
        var plan = order.StreamPlan;
        using var scenario = new TemporaryScenario(BenchScenario.OfStreams(order.TokensPerSecond));
        Outcome emulator;
        await using (var server = await BenchServer.StartEmulatorAsync(scenario.Path, clock.TimeProvider, cancellationToken))
        {
            emulator = await MeasureAsync(new Subject("the emulator", server, EmulatorRequest), plan, cancellationToken);
        }

        await using var bareServer = await BenchServer.StartBareAsync(clock.TimeProvider, cancellationToken);
        var bare = await MeasureAsync(
            new Subject("bare Kestrel", bareServer, each => BareRequest(each, emulator.FrameBytes)), plan, cancellationToken);
        return new StreamComparison(order.TokensPerSecond, order.Watched.TotalSeconds, emulator.Figures, bare.Figures)
        {
            EmulatorHolds = emulator.Holds,
            BareHolds = bare.Holds,
        };
    }

    private static RequestText EmulatorRequest(StreamPlan plan) =>
        new(BenchScenario.ChatPath, BenchScenario.StreamBody(plan.Tokens));

    private static RequestText BareRequest(StreamPlan plan, long frameBytes) => new(
        BareEndpoint.PathOfStream(plan.Tokens + 1, plan.IntervalNs, frameBytes), BenchScenario.StreamBody(plan.Tokens));

    private async Task<Outcome> MeasureAsync(Subject subject, StreamPlan plan, CancellationToken cancellationToken)
    {
        say($"streams: {subject.Name} warms up");
        var few = plan with { Streams = Math.Min(WarmUpStreams, plan.Streams), Watched = WarmUpTime };
        await WarmUp.RunAsync(subject.Name, async () => (await RunAsync(subject, few, cancellationToken)).Figures.Failure);
        var (figures, frameBytes) = await RunAsync(subject, plan, cancellationToken);
        figures = figures with { OwnAccount = await subject.Server.LatenessAsync(cancellationToken) };
        var holds = figures.Holds(StreamComparison.TargetMs)
            ? plan.Streams
            : await LargestHolding.FindAsync(
                plan.Streams,
                SearchSteps,
                async streams =>
                    (await RunAsync(subject, plan with { Streams = streams }, cancellationToken))
                        .Figures.Holds(StreamComparison.TargetMs));
        return new Outcome(figures, frameBytes, holds);
    }

    private async Task<(StreamFigures Figures, long FrameBytes)> RunAsync(
        Subject subject, StreamPlan plan, CancellationToken cancellationToken)
    {
        say($"streams: {subject.Name} gets {plan.Streams} for {(plan.Ramp + plan.Watched).TotalSeconds:0.#} s");
        var outcome = await new StreamTrial(clock).RunAsync(subject.Server, subject.Request(plan), plan, cancellationToken);
        say($"streams: p99 of the error {outcome.Figures.Error.P99Ms:0.###} ms, {outcome.Figures.Failed} failed");
        return outcome;
    }

    private sealed record Subject(string Name, BenchServer Server, Func<StreamPlan, RequestText> Request);

    private sealed record Outcome(StreamFigures Figures, long FrameBytes, int Holds);
}
