using System.Net;
using LoadRunner.Running;

namespace LoadRunner.Benching;

/// <summary>A server under measurement, in a process of its own.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    /// <summary>The hidden command that makes this program the bare endpoint.</summary>
    public const string BareCommand = "bench-endpoint";

    private readonly EmulatorProcess _process;

    private BenchServer(EmulatorProcess process) => _process = process;

    public IPEndPoint Address => new(IPAddress.Loopback, _process.BaseUrl.Port);

    public TimeSpan Processor => _process.Processor;

    /// <exception cref="LoadRunException">It cannot be started.</exception>
    public static async Task<BenchServer> StartEmulatorAsync(
        string scenario, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        new(await EmulatorProcess.StartAsync(
            EmulatorCommand.Quiet(scenario, AppContext.BaseDirectory) with
            {
                Environment = new Dictionary<string, string> { [ClientSockets.Switch] = "0" },
            },
            timeProvider,
            cancellationToken));

    /// <summary>The yardstick, with the emulator's settings of the runtime so that only the server differs.</summary>
    /// <exception cref="LoadRunException">It cannot be started.</exception>
    public static async Task<BenchServer> StartBareAsync(TimeProvider timeProvider, CancellationToken cancellationToken) =>
        new(await EmulatorProcess.StartAsync(
            EmulatorCommand.OwnProgram(BareCommand, AppContext.BaseDirectory) with
            {
                Name = "The bare endpoint",
                Environment = new Dictionary<string, string>
                {
                    [ClientSockets.Switch] = "0",
                    ["DOTNET_gcServer"] = "1",
                    ["DOTNET_TieredPGO"] = "0",
                },
            },
            timeProvider,
            cancellationToken));

    /// <summary>The server's own account of its lateness, where it keeps one.</summary>
    public async Task<ServerLateness?> LatenessAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.GetAsync(new Uri(_process.BaseUrl, "/health"), cancellationToken);
        return ServerLateness.Read(await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
