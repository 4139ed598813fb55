using LoadRunner.Pacing;

namespace LoadRunner.Benching;

/// <summary>Opens many streams, evenly one after the other, and watches them while all are open.</summary>
internal sealed class StreamTrial(RunClock clock)
{
    private const int MostFramesAfterTheLastToken = 8;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs it once.</summary>
    /// <returns>The figures, and the mean bytes of a frame.</returns>
    public async Task<(StreamFigures Figures, long FrameBytes)> RunAsync(
        BenchServer server, RequestText text, StreamPlan plan, CancellationToken cancellationToken)
    {
        var requests = Enumerable.Range(0, plan.Streams).Select(text.For).ToArray();
        var stamps = requests.Select(_ => new ReplyStamps(plan.Tokens + MostFramesAfterTheLastToken)).ToArray();
        using var connections = await ConnectionSet.OpenAsync(server.Address, plan.Streams, clock, cancellationToken);
        GC.Collect();
        var cpu = new CpuMeter(server, clock);
        var calls = await StartAsync(connections.Open, requests, stamps, cancellationToken);
        await TrialPatience.WaitAsync(
            calls, connections, plan.Ramp + plan.Watched + Patience, clock.TimeProvider, cancellationToken);
        var used = cpu.Read();
        var figures = FiguresOf(stamps.AsSpan(0, calls.Count), plan, connections.Refused) with { Cpu = used };
        return (figures, stamps[0].Frames.IsEmpty ? 0 : stamps[0].BodyBytes / stamps[0].Frames.Length);
    }

    internal static StreamFigures FiguresOf(ReadOnlySpan<ReplyStamps> stamps, StreamPlan plan, int refused)
    {
        var timing = new StreamTiming(plan);
        var watchedFrom = 0L;
        foreach (var stream in stamps)
        {
            watchedFrom = Math.Max(watchedFrom, stream.SentAtNs);
        }

        var failed = 0;
        string? failure = null;
        foreach (var stream in stamps)
        {
            if (FailureOf(stream, plan) is { } why)
            {
                failed++;
                failure ??= why;
            }
            else
            {
                timing.Add(stream, watchedFrom);
            }
        }

        return new StreamFigures
        {
            Streams = plan.Streams,
            Refused = refused,
            Failed = failed,
            Failure = failure,
            Frames = timing.Frames,
            FramesPerSecond = timing.Frames / plan.Watched.TotalSeconds,
            Error = timing.Error,
            Drift = timing.Drift,
            FirstFrame = timing.FirstFrame,
        };
    }

    private static string? FailureOf(ReplyStamps stream, StreamPlan plan) =>
        stream.Failure ?? (stream.Frames.Length > plan.Tokens
            ? null
            : $"the stream has {stream.Frames.Length} frames and should have {plan.Tokens + 1} or more");

    private async Task<IReadOnlyList<Task>> StartAsync(
        IReadOnlyList<BenchConnection> connections,
        byte[][] requests,
        ReplyStamps[] stamps,
        CancellationToken cancellationToken)
    {
        var calls = new List<Task>(connections.Count);
        await new DedicatedThreadPump(clock, MonotonicSleep.Towards).PumpAsync(
            Enumerable.Range(0, connections.Count).Select(i => new Arrival(0, i, StreamPlan.StartOffsetNs(i))),
            clock.NowNs,
            (arrival, _) => calls.Add(connections[(int)arrival.Index].Call(requests[arrival.Index], stamps[arrival.Index])),
            cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return calls;
    }
}
