using System.Collections.Concurrent;
using System.Text;
using Emulator;
using Microsoft.AspNetCore.TestHost;
using ScenarioFile;
using VirtualTime;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>
/// Asks the emulator what a test of a fact wants to know. Emulators are started once for each behaviour; every question has
/// a key of its own, so that none uses up what another is permitted.
/// </summary>
internal static class DeepSeekAsk
{
    public const string Hello = """[{"role":"user","content":"Hello"}]""";

    private const string AtOnce = "timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}";

    private static readonly ConcurrentDictionary<string, Lazy<Task<HttpClient>>> Emulators = new();

    private static int Keys;

    public static string NextKey() => $"sk-{Interlocked.Increment(ref Keys):x32}";

    /// <summary>Asks for a chat: a model, a greeting, and further fields of the body.</summary>
    /// <param name="more">Fields after model and messages: <c>"stream":true</c>.</param>
    /// <param name="behaviour">Keys of the dialect in the scenario: <c>failureRate: 1</c>.</param>
    public static Task<DeepSeekReply> ChatAsync(string more = "", string behaviour = "") =>
        PostAsync(Body(more), behaviour: behaviour);

    /// <summary>Asks for a chat without thinking.</summary>
    public static Task<DeepSeekReply> PlainChatAsync(string more = "", string behaviour = "") =>
        ChatAsync($"\"thinking\":{{\"type\":\"disabled\"}}{(more.Length > 0 ? "," : "")}{more}", behaviour);

    public static string Body(string more = "", string model = "deepseek-flash", string messages = Hello) =>
        $"{{\"model\":\"{model}\",\"messages\":{messages}{(more.Length > 0 ? "," : "")}{more}}}";

    public static async Task<DeepSeekReply> PostAsync(
        string body, string path = "/chat/completions", string behaviour = "", string? key = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/deepseek{path}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        return await SendAsync(request, behaviour, key);
    }

    public static async Task<DeepSeekReply> GetAsync(string path, string behaviour = "", string? key = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/deepseek{path}");
        return await SendAsync(request, behaviour, key);
    }

    /// <summary>Sends a request to an emulator.</summary>
    /// <param name="request">The request.</param>
    /// <param name="behaviour">Keys of the dialect in the scenario.</param>
    /// <param name="key">The key; empty for one of its own, <see langword="null"/> for none.</param>
    public static async Task<DeepSeekReply> SendAsync(HttpRequestMessage request, string behaviour = "", string? key = "")
    {
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {(key.Length > 0 ? key : NextKey())}");
        }

        var client = await Emulators.GetOrAdd(behaviour, static keys => new Lazy<Task<HttpClient>>(() => StartAsync(keys))).Value;
        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await DeepSeekReply.OfAsync(reply);
    }

    /// <summary>Starts an emulator of a test's own, on a clock that the test moves.</summary>
    public static async Task<HttpClient> StartAsync(string behaviour, VirtualClock? clock = null)
    {
        var section = behaviour.Contains("timing:", StringComparison.Ordinal) ? behaviour
            : behaviour.Length == 0 ? AtOnce : $"{behaviour}, {AtOnce}";
        var scenario = ScenarioDocument.Parse(
            $"version: 1\ntitle: facts\nemulator: {{seed: 7, dialects: {{DeepSeek/Chat: {{{section}}}}}}}\n", "facts.yaml");
        var app = EmulatorApp.Build(EmulatorSettings.From(scenario), clock ?? new VirtualClock(), host => host.UseTestServer());
        await app.StartAsync(CancellationToken.None);
        return app.GetTestClient();
    }
}
