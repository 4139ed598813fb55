using System.Text;
using System.Text.Json.Nodes;
using Emulator.Journal;
using Microsoft.AspNetCore.TestHost;
using ScenarioFile;
using VirtualTime;

namespace Emulator.Tests;

/// <summary>The whole server in the test's process, on a clock that the test moves.</summary>
internal sealed class TestEmulator : IAsyncDisposable
{
    public const string Key = "sk-test";

    private readonly WebApplication _app;

    private TestEmulator(WebApplication app, VirtualClock clock)
    {
        _app = app;
        Clock = clock;
        Client = app.GetTestClient();
    }

    public VirtualClock Clock { get; }

    public HttpClient Client { get; }

    public IReadOnlyList<JsonNode> Journal =>
        [.. _app.Services.GetRequiredService<ExchangeJournal>().Lines.Select(line => JsonNode.Parse(line)!)];

    /// <summary>Starts a server; DeepSeek answers in no time unless the scenario says otherwise.</summary>
    /// <param name="dialects">Lines of the mapping <c>emulator.dialects</c>.</param>
    /// <param name="clock">The clock; a new one where none is given.</param>
    public static Task<TestEmulator> StartAsync(string? dialects = null, VirtualClock? clock = null) => StartAsync(
        Settings(dialects ?? "DeepSeek/Chat: {timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}}"), clock);

    public static async Task<TestEmulator> StartAsync(EmulatorSettings settings, VirtualClock? clock = null)
    {
        clock ??= new VirtualClock();
        var app = EmulatorApp.Build(settings, clock, host => host.UseTestServer());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestEmulator(app, clock);
    }

    public static EmulatorSettings Settings(string dialects)
    {
        var indented = string.Join('\n', dialects.ReplaceLineEndings("\n").Split('\n').Select(line => $"    {line}"));
        var text = $"version: 1\ntitle: a test\nemulator:\n  seed: 7\n  dialects:\n{indented}\n";
        return EmulatorSettings.From(ScenarioDocument.Parse(text, "test.yaml"));
    }

    public static HttpRequestMessage Chat(string body, string? key = Key, string? call = null, int attempt = 0)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/deepseek/chat/completions")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.Add("Authorization", $"Bearer {key}");
        }

        if (call is not null)
        {
            request.Headers.Add("X-Request-Id", call);
            request.Headers.Add("X-Retry-Count", $"{attempt}");
        }

        return request;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
        await Client.SendAsync(request, TestContext.Current.CancellationToken);

    /// <summary>Ends the server; gives the journal with what it wrote at its end.</summary>
    public async Task<IReadOnlyList<JsonNode>> StopAsync()
    {
        var journal = _app.Services.GetRequiredService<ExchangeJournal>();
        await DisposeAsync();
        return [.. journal.Lines.Select(line => JsonNode.Parse(line)!)];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
