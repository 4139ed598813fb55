using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Emulator;
using Emulator.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ScenarioFile;
using VirtualTime;

namespace Harness.Tests.Contracts.Flux.Bfl;

/// <summary>
/// An emulator that a test of a fact asks. Those whose tasks take no time are started once for each behaviour and shared, every
/// question having a key of its own; who moves the clock has one of its own.
/// </summary>
internal sealed class BflServer : IAsyncDisposable
{
    /// <summary>Tasks that are over at once.</summary>
    public const string AtOnce = "timing: {queueTime: 0s, runTime: 0s}";

    /// <summary>Tasks that wait for two seconds and run for eight.</summary>
    public const string TenSeconds = "timing: {queueTime: 2s, runTime: 8s}";

    /// <summary>A body that every model takes.</summary>
    public const string Any = """{"prompt":"a","image":"https://example.com/a.png","finetune_id":"org/lora"}""";

    private static readonly ConcurrentDictionary<string, Lazy<Task<BflServer>>> Shared = new();

    private static int Keys;

    private readonly WebApplication _app;

    private BflServer(WebApplication app, VirtualClock clock)
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

    public static string NextKey() => $"bfl_{Interlocked.Increment(ref Keys):x24}";

    /// <summary>The shared emulator of a behaviour, in which no time passes.</summary>
    /// <param name="behaviour">Keys of the dialect in the scenario, without timing.</param>
    public static Task<BflServer> OfAsync(string behaviour = "") =>
        Shared.GetOrAdd(behaviour, static keys => new Lazy<Task<BflServer>>(() => StartAsync(keys.Length == 0 ? AtOnce : $"{keys}, {AtOnce}"))).Value;

    /// <summary>An emulator of the test's own.</summary>
    /// <param name="behaviour">Keys of the dialect in the scenario.</param>
    public static async Task<BflServer> StartAsync(string behaviour = TenSeconds)
    {
        var scenario = ScenarioDocument.Parse(
            $"version: 1\ntitle: facts\nemulator: {{seed: 7, dialects: {{Flux/Bfl: {{{behaviour}}}}}}}\n", "facts.yaml");
        var clock = new VirtualClock();
        var app = EmulatorApp.Build(EmulatorSettings.From(scenario), clock, host => host.UseTestServer());
        await app.StartAsync(CancellationToken.None);
        return new BflServer(app, clock);
    }

    /// <summary>Submits to a model of the shared emulator.</summary>
    public static async Task<BflReply> AskAsync(string model, string body, string behaviour = "") =>
        await (await OfAsync(behaviour)).PostAsync($"/v1/{model}", body);

    /// <summary>What a poll tells of a task of the shared emulator, which is over.</summary>
    public static async Task<BflReply> FinishAsync(string model, string body, string behaviour = "")
    {
        var server = await OfAsync(behaviour);
        return await server.PollAsync(await server.PostAsync($"/v1/{model}", body));
    }

    /// <summary>Sends a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">A path of the API, or a whole URL.</param>
    /// <param name="body">The body, where there is one.</param>
    /// <param name="key">The key; empty for one of its own, <see langword="null"/> for none.</param>
    public async Task<BflReply> SendAsync(HttpMethod method, string path, string? body = null, string? key = "")
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? $"/flux{path}" : path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("x-key", key.Length > 0 ? key : NextKey());
        }

        using var reply = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await BflReply.OfAsync(reply);
    }

    public Task<BflReply> GetAsync(string path, string? key = "") => SendAsync(HttpMethod.Get, path, null, key);

    public Task<BflReply> PostAsync(string path, string body, string? key = "") => SendAsync(HttpMethod.Post, path, body, key);

    /// <summary>Asks after the task that a submit started.</summary>
    public async Task<BflReply> PollAsync(BflReply submitted)
    {
        Assert.True(submitted.Status == 200, submitted.Text);
        return await GetAsync((string?)submitted.Json["polling_url"] ?? $"/v1/get_result?id={submitted.Json["id"]}", key: null);
    }

    /// <summary>Fetches the picture of a task.</summary>
    public Task<BflReply> DownloadAsync(BflReply polled) => GetAsync((string)polled.Json["result"]!["sample"]!, key: null);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
