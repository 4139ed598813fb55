using LoadRunner.Pacing;

namespace LoadRunner.Benching;

/// <summary>Sends many requests as fast as it can over connections that are open already, and waits for all answers.</summary>
internal sealed class DelayTrial(RunClock clock)
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>An answer that takes so much longer than its delay will not come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs it once.</summary>
    /// <returns>The figures, and the bytes of an answer's body.</returns>
    public async Task<(DelayFigures Figures, long BodyBytes)> RunAsync(
        BenchServer server, RequestText text, BenchOrder order, CancellationToken cancellationToken)
    {
        var requests = Enumerable.Range(0, order.Requests).Select(text.For).ToArray();
        var stamps = requests.Select(_ => new ReplyStamps(0)).ToArray();
        using var connections = await ConnectionSet.OpenAsync(server.Address, order.Requests, clock, cancellationToken);
        GC.Collect();
        var cpu = new CpuMeter(server, clock);
        var calls = connections.Open.Select((connection, i) => connection.Call(requests[i], stamps[i])).ToArray();
        await TrialPatience.WaitAsync(calls, connections, order.Delay + Patience, clock.TimeProvider, cancellationToken);
        var used = cpu.Read();
        var figures = FiguresOf(stamps.AsSpan(0, calls.Length), connections.Refused, order.Delay) with { Cpu = used };
        return (figures, stamps[0].BodyBytes);
    }

    internal static DelayFigures FiguresOf(ReadOnlySpan<ReplyStamps> stamps, int refused, TimeSpan delay)
    {
        var all = stamps.ToArray();
        var answered = all.Where(one => one.Failure is null).ToList();
        var lastSend = all.Select(one => one.SentAtNs).DefaultIfEmpty().Max();
        var delayNs = delay.Ticks * TimeSpan.NanosecondsPerTick;
        return new DelayFigures
        {
            Requests = all.Length + refused,
            Refused = refused,
            Failed = all.Length - answered.Count,
            Failure = all.FirstOrDefault(one => one.Failure is not null)?.Failure,
            SentWithinSeconds = (lastSend - all.Select(one => one.SentAtNs).DefaultIfEmpty().Min()) / NanosecondsPerSecond,
            LastSendToLastFinishSeconds =
                (answered.Select(one => one.EndedAtNs).DefaultIfEmpty(lastSend).Max() - lastSend) / NanosecondsPerSecond,
            Late = Spread.Of(answered.Select(one => one.EndedAtNs - one.SentAtNs - delayNs)),
        };
    }
}
