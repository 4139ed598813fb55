using LoadRunner.Pacing;
using LoadRunner.Running;

namespace LoadRunner.Benching;

/// <summary>A million different requests: whether the emulator needs more memory at the end than after the first tenth.</summary>
internal sealed class MemoryBench(RunClock clock, Action<string> say)
{
    /// <summary>How many journal lines the emulator remembers here; fewer than the first tenth, so that this bound is reached by then.</summary>
    public const int JournalLines = 50_000;

    private const int Steps = 100;
    private const int StepsOfAMark = 5;

    public async Task<MemoryGrowth> RunAsync(BenchOrder order, CancellationToken cancellationToken)
    {
        using var scenario = new TemporaryScenario(BenchScenario.OfThroughput());
        var journalLines = (int)Math.Min(JournalLines, order.MemoryRequests / 20);
        await using var server = await BenchServer.StartEmulatorAsync(
            scenario.Path,
            clock.TimeProvider,
            cancellationToken,
            "--journal",
            scenario.Beside("journal.jsonl"),
            "--journal-capacity",
            $"{journalLines}");
        using var loop = await ClosedLoop.OpenAsync(
            server, new LoopPlan(BenchScenario.ChatPath, order.Connections), clock, cancellationToken);

        say($"memory: {order.MemoryRequests} requests, the emulator remembers {journalLines} of their lines");
        LoopNumbers numbers = new();
        List<ServerMemory> samples = [];
        var elapsed = 0.0;
        for (var step = 1; step <= Steps; step++)
        {
            var more = (order.MemoryRequests * step / Steps) - numbers.Given;
            var round = await loop.RunAsync(numbers, more, cancellationToken);
            if (round.Failure is { } failure)
            {
                throw new LoadRunException(ExitCode.Void, $"A request to the emulator failed ({failure}), so there is nothing to measure.");
            }

            elapsed += round.Cpu.ElapsedSeconds;
            samples.Add(await server.MemoryAsync(cancellationToken));
            if (step % (Steps / 10) == 0)
            {
                say($"memory: {numbers.Given} requests, {Mark(numbers.Given, samples)}");
            }
        }

        return new MemoryGrowth(
            journalLines, elapsed, Mark(order.MemoryRequests / 10, samples[..(Steps / 10)]), Mark(order.MemoryRequests, samples));
    }

    /// <summary>The median of the last few samples: a single one depends on when the last collection was.</summary>
    private static MemoryMark Mark(long requests, List<ServerMemory> samples)
    {
        var last = samples[^Math.Min(StepsOfAMark, samples.Count)..];
        return new MemoryMark(
            requests,
            Median.Of(last.Select(static sample => sample.WorkingSetBytes / MemoryMark.Megabyte)),
            Median.Of(last.Select(static sample => sample.HeapBytes / MemoryMark.Megabyte)));
    }
}
