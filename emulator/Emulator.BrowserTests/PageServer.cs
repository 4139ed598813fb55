using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ScenarioFile;

namespace Emulator.BrowserTests;

/// <summary>The emulator on a real port, with a client that sends it requests as an application would.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private const string Quick = "timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}";

    private readonly WebApplication _app;

    private PageServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.First());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    /// <summary>Starts one; DeepSeek answers in no time and permits twenty requests a minute.</summary>
    public static Task<PageServer> StartAsync(string title = "Twenty in a minute", Func<EmulatorSettings, EmulatorSettings>? change = null) =>
        ListenAsync(
            $$"""
            version: 1
            title: {{title}}
            emulator:
              seed: 7
              dialects:
                DeepSeek/Chat: {{{Quick}}, limits: [{name: minute, requests: 20, window: 1m, retryAfter: true}, {name: concurrency, inFlight: 25}]}
                Flux/Bfl: {limits: [{name: active tasks, activeJobs: 24}]}
            """,
            change ?? (settings => settings));

    private static async Task<PageServer> ListenAsync(string scenario, Func<EmulatorSettings, EmulatorSettings> change)
    {
        var settings = EmulatorSettings.From(ScenarioDocument.Parse(scenario, "page.yaml")) with { Port = 0 };
        var app = EmulatorApp.Build(change(settings), RealClock());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new PageServer(app);
    }

    public async Task<HttpStatusCode> ChatAsync(string call, string key = "sk-page", string model = "deepseek-flash", string prefix = "")
    {
        using var request = Post($"{prefix}/deepseek/chat/completions", new JsonObject
        {
            ["model"] = model,
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "hello" }),
        });
        request.Headers.Add("Authorization", $"Bearer {key}");
        request.Headers.Add("X-Request-Id", call);
        using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    public async Task SubmitAsync(string prompt, int width, int height)
    {
        using var request = Post("/flux/v1/flux-2-pro", new JsonObject { ["prompt"] = prompt, ["width"] = width, ["height"] = height });
        request.Headers.Add("x-key", "bfl-page");
        using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Asks the control API for a change, as a script beside the page would.</summary>
    public async Task ControlAsync(string method, string path, string json)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri($"/__emulator/{path}", UriKind.Relative))
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private static HttpRequestMessage Post(string path, JsonObject body) => new(HttpMethod.Post, new Uri(path, UriKind.Relative))
    {
        Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
    };

#pragma warning disable RS0030 // browsers live in real time
    private static TimeProvider RealClock() => TimeProvider.System;
#pragma warning restore RS0030
}
