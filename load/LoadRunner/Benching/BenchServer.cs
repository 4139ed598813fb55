using System.Globalization;
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
        string scenario, TimeProvider timeProvider, CancellationToken cancellationToken, params string[] options) =>
        new(await EmulatorProcess.StartAsync(
            EmulatorCommand.Quiet(scenario, AppContext.BaseDirectory, options) with
            {
                Environment = new Dictionary<string, string> { [ClientSockets.Switch] = "0" },
            },
            timeProvider,
            cancellationToken));

    /// <summary>The yardstick, with the emulator's settings of the runtime so that only the server differs.</summary>
    /// <exception cref="LoadRunException">It cannot be started.</exception>
    public static async Task<BenchServer> StartBareAsync(
        TimeProvider timeProvider, CancellationToken cancellationToken, long plainBytes = 0) =>
        new(await EmulatorProcess.StartAsync(
            EmulatorCommand.OwnProgram(
                AppContext.BaseDirectory, BareCommand, plainBytes.ToString(CultureInfo.InvariantCulture)) with
            {
                Name = "The bare endpoint",
                Environment = new Dictionary<string, string>
                {
                    [ClientSockets.Switch] = "0",
                    ["DOTNET_gcServer"] = "1",
                    ["DOTNET_GCDynamicAdaptationMode"] = "0",
                    ["DOTNET_TieredPGO"] = "1",
                },
            },
            timeProvider,
            cancellationToken));

    /// <summary>The server's own account of its lateness, where it keeps one.</summary>
    public async Task<ServerLateness?> LatenessAsync(CancellationToken cancellationToken) =>
        ServerLateness.Read(await HealthAsync(cancellationToken));

    /// <summary>The memory that it has, by the account of the system and its own.</summary>
    /// <exception cref="LoadRunException">It keeps no account.</exception>
    public async Task<ServerMemory> MemoryAsync(CancellationToken cancellationToken) =>
        ServerMemory.Read(await HealthAsync(cancellationToken)) is { } memory
            ? memory with { WorkingSetBytes = _process.WorkingSet }
            : throw new LoadRunException(
                ExitCode.Void, "The server does not tell of its memory at /health; build emulator and load runner from the same sources.");

    private async Task<string> HealthAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var answer = await http.GetAsync(new Uri(_process.BaseUrl, ServerMemory.Path), cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
