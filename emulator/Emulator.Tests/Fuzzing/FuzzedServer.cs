using System.Text.Json.Nodes;
using Emulator.Runs;
using Microsoft.AspNetCore.TestHost;
using VirtualTime;

namespace Emulator.Tests.Fuzzing;

/// <summary>The server under fuzzing, in the test's process and on a virtual clock, and what must be true of every answer.</summary>
internal sealed class FuzzedServer : IAsyncDisposable
{
    /// <summary>How long a client waits for an answer, in the emulator's time; a stall outlasts it, and the client goes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private static readonly TimeSpan PatienceOfFollowers = TimeSpan.FromMinutes(1);

    private readonly VirtualClock _clock;
    private readonly WebApplication _app;

    private FuzzedServer(WebApplication app, VirtualClock clock, LogCapture log)
    {
        _app = app;
        _clock = clock;
        Log = log;
    }

    public LogCapture Log { get; }

    public RunRegistry Runs => _app.Services.GetRequiredService<RunRegistry>();

    /// <summary>How many requests each status answered; 0 is none.</summary>
    public SortedDictionary<int, int> Statuses { get; } = [];

    public static async Task<FuzzedServer> StartAsync(VirtualClock clock)
    {
        LogCapture log = new();
        var app = EmulatorApp.Build(Settings(), clock, host => host.UseTestServer().ConfigureLogging(logging => logging
            .SetMinimumLevel(LogLevel.Information).AddProvider(log)));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new FuzzedServer(app, clock, log);
    }

    /// <summary>A server that answers at once, lets everybody in, and has little room for runs and jobs.</summary>
    public static EmulatorSettings Settings() => TestEmulator.Settings(
        """
        DeepSeek/Chat: {limits: [], timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}}
        NanoBanana/Native: {limits: [], timing: {queueTime: 0s, runTime: 0s}}
        NanoBanana/TaskApi: {limits: [], timing: {queueTime: 0s, runTime: 0s}}
        NanoBanana/Gemini: {limits: [], timing: {runTime: 0s}}
        Flux/Bfl: {limits: [], timing: {queueTime: 0s, runTime: 0s}}
        Flux/ImagePig: {limits: [], timing: {runTime: 0s}}
        """) with
    {
        Runs = new RunBounds(4, TimeSpan.FromHours(3)),
        JobCapacity = 300,
        JobCapacityOfARun = 50,
        JournalCapacity = 5_000,
        JournalCapacityOfARun = 500,
    };

    /// <summary>Sends a request that is as it should be.</summary>
    public Task<FuzzAnswer> AskAsync(FuzzRequest request) => FuzzAnswer.OfAsync(_app.GetTestServer(), request, TestContext.Current.CancellationToken);

    /// <summary>Sends a request and gives what is wrong with what came of it; <see langword="null"/> when nothing is.</summary>
    public async Task<string?> ConvictAsync(FuzzRequest request)
    {
        var id = RunOf(request);
        var before = id is null ? null : Runs.Find(id);
        var first = before?.Journal.NextNumber ?? 0;
        var isFollowing = request.Target.Contains("follow", StringComparison.Ordinal);
        using CancellationTokenSource patience = new(isFollowing ? PatienceOfFollowers : Patience, _clock);
        FuzzAnswer answer;
        try
        {
            answer = await FuzzAnswer.OfAsync(_app.GetTestServer(), request, patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException)
        {
            // The client gave up, or the connection was broken for it: both are ends.
            answer = FuzzAnswer.None;
        }
#pragma warning disable CA1031 // whatever comes out of the server in place of an answer is the finding
        catch (Exception e)
#pragma warning restore CA1031
        {
            return $"threw {e}";
        }

        Statuses[answer.Status] = Statuses.GetValueOrDefault(answer.Status) + 1;
        await QuietAsync();
        if (Log.Problems.TryDequeue(out var problem))
        {
            return problem;
        }

        var lines = LinesSince(id, before, first);
        return answer.Convict(request, lines) ?? CountLines(request, answer, lines);
    }

    /// <summary>Sets the common run back to its beginning, so that what a request changed there does not hide what the next ones do.</summary>
    public void Restore()
    {
        var run = Runs.Common;
        run.Play(run.FirstScenario);
        run.ForgetCounts();
        run.RestoreClock();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    /// <summary>Waits until no exchange goes on; each must end once its client has gone.</summary>
    public async Task QuietAsync()
    {
        for (var turn = 0; Runs.All.Any(run => run.Journal.OpenExchanges > 0); turn++)
        {
            if (turn > 10_000)
            {
                throw new InvalidOperationException("An exchange goes on although its client has gone.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), _clock, TestContext.Current.CancellationToken);
        }
    }

    private IReadOnlyList<JsonNode> LinesSince(string? id, EmulatorRun? before, long first)
    {
        var run = id is null ? null : Runs.Find(id);
        return run is null
            ? []
            : [.. run.Journal.From(run == before ? first : 0).Select(line => JsonNode.Parse(line.Line.ToArray())!)];
    }

    private static string? CountLines(FuzzRequest request, FuzzAnswer answer, IReadOnlyList<JsonNode> lines)
    {
        var expected = answer.IsRefusedBeforeDialects || !IsDialects(request) ? 0 : 1;
        var count = lines.Count(static line => (string?)line["kind"] != "callback");
        return count == expected ? null : $"wrote {count} lines of the journal where {expected} belong (status {answer.Status}, {answer.Reason})";
    }

    /// <summary>The run that is asked; <see langword="null"/> when the name can be none.</summary>
    private static string? RunOf(FuzzRequest request)
    {
        var path = Uri.UnescapeDataString(request.Path);
        var header = string.Join(',', request.Headers.Where(one => one.Name.Equals(RequestedRun.Header, StringComparison.OrdinalIgnoreCase)).Select(one => one.Value)).Trim();
        var hasHeader = request.Header(RequestedRun.Header) is not null;
        var inPath = path.StartsWith(RequestedRun.PathPrefix, StringComparison.Ordinal)
            ? path[RequestedRun.PathPrefix.Length..].Split('/')[0]
            : null;
        var id = inPath ?? header;
        return inPath is null && !hasHeader ? ""
            : RequestedRun.ProblemWith(id) is not null || (inPath is not null && hasHeader && header != inPath) ? null
            : id;
    }

    /// <summary>Whether a provider is asked, by its path or by its name.</summary>
    private static bool IsDialects(FuzzRequest request)
    {
        var path = Uri.UnescapeDataString(request.Path);
        if (path.StartsWith(RequestedRun.PathPrefix, StringComparison.Ordinal))
        {
            var end = path.IndexOf('/', 1);
            path = end < 0 ? "/" : path[end..];
        }

        var host = new HostString(request.Header("Host") ?? "127.0.0.1").Host.TrimEnd('.');
        var isPreflight = request.Method == "OPTIONS" && request.Header("Origin") is not null && request.Header("Access-Control-Request-Method") is not null;
        return RunOf(request) is not null && EmulatorApp.Dialects().Any(dialect =>
        {
            var isMeant = new PathString(path).StartsWithSegments(dialect.Traits.BasePath)
                || dialect.Traits.ProviderHosts.Any(known => known.Matches(host));
            return isMeant && !(isPreflight && dialect.Traits.Cors is not null);
        });
    }
}
