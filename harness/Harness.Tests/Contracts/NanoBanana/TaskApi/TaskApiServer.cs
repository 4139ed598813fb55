using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Emulator;
using Emulator.Images;
using Emulator.Journal;
using Emulator.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ScenarioFile;
using VirtualTime;

namespace Harness.Tests.Contracts.NanoBanana.TaskApi;

/// <summary>
/// An emulator that a test of a fact asks. Those that take no time are started once for each behaviour and shared, every question
/// having a key of its own; who moves the clock has one of its own.
/// </summary>
internal sealed class TaskApiServer : IAsyncDisposable
{
    /// <summary>Tasks that are over at once.</summary>
    public const string AtOnce = "timing: {queueTime: 0s, runTime: 0s}";

    /// <summary>Tasks that wait for a second and run for four.</summary>
    public const string FiveSeconds = "timing: {queueTime: 1s, runTime: 4s}";

    public const string Api = "/nanobanana-task/api/v1/nanobanana";
    public const string CreditPath = "/nanobanana-task/api/v1/common/credit";

    private static readonly ConcurrentDictionary<string, Lazy<Task<TaskApiServer>>> Shared = new();

    private static int Keys;

    private readonly WebApplication _app;

    private TaskApiServer(WebApplication app, VirtualClock clock)
    {
        _app = app;
        Clock = clock;
        Client = app.GetTestClient();
    }

    public VirtualClock Clock { get; }

    public HttpClient Client { get; }

    /// <summary>The journal's lines so far.</summary>
    public IReadOnlyList<JsonNode> Journal =>
        [.. _app.Services.GetRequiredService<ExchangeJournal>().Lines.Select(line => JsonNode.Parse(line)!)];

    /// <summary>The pictures that the live page shows, the newest first.</summary>
    public IReadOnlyList<PictureSpec> Shown =>
        [.. _app.Services.GetRequiredService<RunRegistry>().Common.Board.Newest(10).Select(job => job.Picture)];

    public static string NextKey() => $"{Interlocked.Increment(ref Keys):x32}";

    /// <summary>The shared emulator of a behaviour, in which no time passes.</summary>
    /// <param name="behaviour">Keys of the dialect in the scenario, without timing.</param>
    public static Task<TaskApiServer> OfAsync(string behaviour = "") =>
        Shared.GetOrAdd(behaviour, static keys => new Lazy<Task<TaskApiServer>>(() => StartAsync(keys.Length == 0 ? AtOnce : $"{keys}, {AtOnce}"))).Value;

    /// <summary>An emulator of the test's own.</summary>
    /// <param name="behaviour">Keys of the dialect in the scenario.</param>
    public static async Task<TaskApiServer> StartAsync(string behaviour = FiveSeconds)
    {
        var scenario = ScenarioDocument.Parse(
            $"version: 1\ntitle: facts\nemulator: {{seed: 7, dialects: {{NanoBanana/TaskApi: {{{behaviour}}}}}}}\n", "facts.yaml");
        var clock = new VirtualClock();
        var app = EmulatorApp.Build(EmulatorSettings.From(scenario), clock, host => host.UseTestServer());
        await app.StartAsync(CancellationToken.None);
        return new TaskApiServer(app, clock);
    }

    /// <summary>Sends a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="key">The key; <see langword="null"/> for none.</param>
    public async Task<TaskApiReply> SendAsync(HttpRequestMessage request, string? key)
    {
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        }

        using var reply = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await TaskApiReply.OfAsync(reply);
    }

    public async Task<TaskApiReply> GetAsync(string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, key);
    }

    /// <summary>Submits to an endpoint: <c>generate-2</c>.</summary>
    public async Task<TaskApiReply> PostAsync(string endpoint, string body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Api}/{endpoint}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        return await SendAsync(request, key);
    }

    public async Task<string> SubmitAsync(string endpoint, string body, string key) =>
        (string)(await PostAsync(endpoint, body, key)).Json["data"]!["taskId"]!;

    /// <summary>The answer to a poll.</summary>
    public Task<TaskApiReply> PollAsync(string taskId, string key) => GetAsync($"{Api}/record-info?taskId={taskId}", key);

    /// <summary>Submits, and gives the answer to a poll as long after as tasks take.</summary>
    public async Task<TaskApiReply> RecordAsync(string endpoint, string body, TimeSpan after = default)
    {
        var key = NextKey();
        var id = await SubmitAsync(endpoint, body, key);
        if (after > TimeSpan.Zero)
        {
            Clock.Advance(after);
        }

        return await PollAsync(id, key);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
