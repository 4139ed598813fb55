using LoadRunner.Pacing;
using LoadRunner.Running;

namespace LoadRunner.Benching;

/// <summary>How long it takes from starting the emulator's process until a chat is answered.</summary>
internal sealed class StartBench(RunClock clock, Action<string> say)
{
    public async Task<StartFigures> RunAsync(BenchOrder order, CancellationToken cancellationToken)
    {
        using var scenario = new TemporaryScenario(BenchScenario.OfThroughput());
        List<double> seconds = [];
        for (var start = 0; start < order.Rounds; start++)
        {
            seconds.Add(await StartAsync(scenario.Path, cancellationToken));
            say($"start: {seconds[^1]:0.000} s to the first answer");
        }

        return new StartFigures(seconds.Count, Median.Of(seconds), seconds.Min(), seconds.Max());
    }

    private async Task<double> StartAsync(string scenario, CancellationToken cancellationToken)
    {
        var request = new NumberedRequest(BenchScenario.ChatPath, BenchScenario.NumberedBody);
        var startedAt = clock.NowNs;
        await using var server = await BenchServer.StartEmulatorAsync(scenario, clock.TimeProvider, cancellationToken);
        using var connection = await BenchConnection.OpenAsync(server.Address, clock, cancellationToken);
        var stamps = new ReplyStamps(0);
        await connection.Call(request.With(1).Span, stamps);
        return stamps.Failure is { } failure
            ? throw new LoadRunException(ExitCode.Void, $"The emulator's first answer failed: {failure}.")
            : (stamps.EndedAtNs - startedAt) / 1e9;
    }
}

/// <summary>How long several starts took.</summary>
internal sealed record StartFigures(int Starts, double MedianSeconds, double FastestSeconds, double SlowestSeconds)
{
    public const double TargetSeconds = 1;

    public bool Holds => MedianSeconds <= TargetSeconds;
}
