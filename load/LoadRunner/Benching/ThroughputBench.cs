using LoadRunner.Pacing;
using LoadRunner.Running;

namespace LoadRunner.Benching;

/// <summary>
/// As many requests as two servers take: both are up all the time and take turns, so that whatever else the machine does
/// meets both.
/// </summary>
internal sealed class ThroughputBench(RunClock clock, Action<string> say)
{
    private const int WarmUpTurns = 3;
    private const int Probes = 32;

    private static readonly TimeSpan WarmUpTurn = TimeSpan.FromSeconds(2);

    public async Task<ThroughputComparison> RunAsync(BenchOrder order, CancellationToken cancellationToken)
    {
        using var scenario = new TemporaryScenario(BenchScenario.OfThroughput());
        await using var emulatorServer = await BenchServer.StartEmulatorAsync(
            scenario.Path, clock.TimeProvider, cancellationToken, "--journal", scenario.Beside("journal.jsonl"));
        var bytes = await MeanBytesAsync(emulatorServer, cancellationToken);
        await using var bareServer = await BenchServer.StartBareAsync(clock.TimeProvider, cancellationToken, bytes);
        using var emulator = await OpenAsync(
            "the emulator", emulatorServer, new LoopPlan(BenchScenario.ChatPath, order.Connections), cancellationToken);
        using var bare = await OpenAsync(
            "bare Kestrel", bareServer, new LoopPlan(BareEndpoint.PlainPath, order.Connections), cancellationToken);

        say($"throughput: {order.Rounds} rounds of {order.Round.TotalSeconds:0.#} s each, an answer has {bytes} bytes");
        ThroughputSeries emulatorSeries = new();
        ThroughputSeries bareSeries = new();
        for (var round = 0; round < order.Rounds; round++)
        {
            var (first, second) = round % 2 == 0
                ? ((bare, bareSeries), (emulator, emulatorSeries))
                : ((emulator, emulatorSeries), (bare, bareSeries));
            await TakeTurnAsync(first, order.Round, cancellationToken);
            await TakeTurnAsync(second, order.Round, cancellationToken);
        }

        return new ThroughputComparison(order.Connections, bytes, emulatorSeries.Figures, bareSeries.Figures);
    }

    private async Task<Subject> OpenAsync(string name, BenchServer server, LoopPlan plan, CancellationToken cancellationToken)
    {
        say($"throughput: {name} warms up");
        var subject = new Subject(name, server, await ClosedLoop.OpenAsync(server, plan, clock, cancellationToken));
        for (var turn = 0; turn < WarmUpTurns; turn++)
        {
            Check(name, await subject.Loop.RunAsync(subject.Numbers, WarmUpTurn, cancellationToken));
        }

        return subject;
    }

    private async Task TakeTurnAsync(
        (Subject Subject, ThroughputSeries Series) turn, TimeSpan time, CancellationToken cancellationToken)
    {
        var (subject, series) = turn;
        var before = await subject.Server.MemoryAsync(cancellationToken);
        var round = await subject.Loop.RunAsync(subject.Numbers, time, cancellationToken);
        var after = await subject.Server.MemoryAsync(cancellationToken);
        Check(subject.Name, round);
        series.Add(round, after.AllocatedBytes - before.AllocatedBytes);
        say($"throughput: {subject.Name} {round.PerSecond:0} a second");
    }

    private static void Check(string name, LoopRound round)
    {
        if (round.Failure is { } failure)
        {
            throw new LoadRunException(
                ExitCode.Void,
                $"A request to {name} failed ({failure}), so there is nothing to measure; build emulator and load runner from the same sources.");
        }
    }

    /// <summary>The length of an answer's body; answers to different prompts differ.</summary>
    private async Task<long> MeanBytesAsync(BenchServer server, CancellationToken cancellationToken)
    {
        var request = new NumberedRequest(BenchScenario.ChatPath, BenchScenario.NumberedBody);
        using var connection = await BenchConnection.OpenAsync(server.Address, clock, cancellationToken);
        var sum = 0L;
        for (var probe = 0; probe < Probes; probe++)
        {
            var stamps = new ReplyStamps(0);
            await connection.Call(request.With(probe).Span, stamps);
            if (stamps.Failure is { } failure)
            {
                throw new LoadRunException(ExitCode.Void, $"The emulator does not answer the bench's request: {failure}.");
            }

            sum += stamps.BodyBytes;
        }

        return sum / Probes;
    }

    private sealed record Subject(string Name, BenchServer Server, ClosedLoop Loop) : IDisposable
    {
        public LoopNumbers Numbers { get; } = new();

        public void Dispose() => Loop.Dispose();
    }
}
