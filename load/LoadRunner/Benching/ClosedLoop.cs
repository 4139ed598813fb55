using LoadRunner.Pacing;

namespace LoadRunner.Benching;

/// <summary>Keeps one server busy over a set of connections, each of which asks again as soon as it is answered.</summary>
internal sealed class ClosedLoop : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly BenchServer _server;
    private readonly RunClock _clock;
    private readonly List<LoopConnection> _connections = [];

    private ClosedLoop(BenchServer server, RunClock clock)
    {
        _server = server;
        _clock = clock;
    }

    /// <summary>Opens the connections; they stay open for all rounds.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">Nobody accepts them.</exception>
    public static async Task<ClosedLoop> OpenAsync(
        BenchServer server, LoopPlan plan, RunClock clock, CancellationToken cancellationToken)
    {
        var loop = new ClosedLoop(server, clock);
        try
        {
            for (var i = 0; i < plan.Connections; i++)
            {
                loop._connections.Add(await LoopConnection.OpenAsync(
                    server.Address, new NumberedRequest(plan.Path, BenchScenario.NumberedBody), cancellationToken));
            }

            return loop;
        }
        catch
        {
            loop.Dispose();
            throw;
        }
    }

    /// <summary>Runs for a time.</summary>
    public async Task<LoopRound> RunAsync(LoopNumbers numbers, TimeSpan time, CancellationToken cancellationToken)
    {
        numbers.Resume(long.MaxValue);
        using var timer = _clock.TimeProvider.CreateTimer(_ => numbers.Stop(), null, time, Timeout.InfiniteTimeSpan);
        return await AnswerAllAsync(numbers, time + Patience, cancellationToken);
    }

    /// <summary>Runs for a number of requests.</summary>
    public Task<LoopRound> RunAsync(LoopNumbers numbers, long requests, CancellationToken cancellationToken)
    {
        numbers.Resume(requests);
        return AnswerAllAsync(numbers, Timeout.InfiniteTimeSpan, cancellationToken);
    }

    public void Dispose() => _connections.ForEach(static connection => connection.Dispose());

    private async Task<LoopRound> AnswerAllAsync(LoopNumbers numbers, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var patient = new CancellationTokenSource(patience, _clock.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patient.Token, cancellationToken);
        var cpu = new CpuMeter(_server, _clock);
        LoopResult[] results;
        await using (either.Token.Register(Dispose))
        {
            results = await Task.WhenAll(_connections.Select(connection => Task.Run(() => connection.RunAsync(numbers), CancellationToken.None)));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new LoopRound(
            results.Sum(static one => one.Answers),
            results.Select(static one => one.Failure).FirstOrDefault(static failure => failure is not null),
            cpu.Read());
    }
}

/// <summary>What a closed loop asks of a server.</summary>
/// <param name="Path">Where.</param>
/// <param name="Connections">How many requests are under way at once.</param>
internal sealed record LoopPlan(string Path, int Connections);

/// <summary>One round of a closed loop.</summary>
/// <param name="Answers">How many requests were answered.</param>
/// <param name="Failure">Why one was not; <see langword="null"/> when all were.</param>
/// <param name="Cpu">What server and client needed for it, and how long it took.</param>
internal readonly record struct LoopRound(long Answers, string? Failure, CpuUse Cpu)
{
    public double PerSecond => Answers / Cpu.ElapsedSeconds;
}
