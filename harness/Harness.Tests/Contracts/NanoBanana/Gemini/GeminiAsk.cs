using System.Collections.Concurrent;
using System.Text;
using Emulator;
using Microsoft.AspNetCore.TestHost;
using ScenarioFile;
using VirtualTime;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>
/// Asks the emulator what a test of a fact wants to know. Emulators are started once for each behaviour; every question has
/// a key of its own, so that none uses up what another is permitted, and a picture that was asked for is not asked for again.
/// </summary>
internal static class GeminiAsk
{
    public const string Model = "gemini-nano-banana-2.1";

    public const string Pro = "gemini-3-pro-image";

    public const string Flash = "gemini-3.1-flash-image";

    public const string Oldest = "gemini-2.5-flash-image";

    public const string AtOnce = "timing: {runTime: 0s}";

    private const string Fox = """{"role":"user","parts":[{"text":"A fox"}]}""";

    private static readonly ConcurrentDictionary<string, Lazy<Task<HttpClient>>> Emulators = new();

    private static readonly ConcurrentDictionary<string, Lazy<Task<GeminiReply>>> Known = new();

    private static int Keys;

    public static string NextKey() => $"AIza{Interlocked.Increment(ref Keys):d35}";

    /// <summary>Asks for a picture of a fox, once for every question.</summary>
    /// <param name="more">Fields after the contents: <c>"generationConfig":{...}</c>.</param>
    /// <param name="behaviour">Keys of the dialect in the scenario: <c>failureRate: 1</c>.</param>
    /// <param name="model">The model.</param>
    public static Task<GeminiReply> GenerateAsync(string more = "", string behaviour = "", string model = Model) =>
        Known.GetOrAdd($"{behaviour}\n{model}\n{more}", _ => new Lazy<Task<GeminiReply>>(
            () => PostAsync($"/v1beta/models/{model}:generateContent", Body(more), behaviour))).Value;

    /// <summary>Asks with fields of the generation's configuration: <c>"seed":1</c>.</summary>
    public static Task<GeminiReply> ConfiguredAsync(string config, string behaviour = "", string model = Model) =>
        GenerateAsync($"\"generationConfig\":{{{config}}}", behaviour, model);

    public static Task<GeminiReply> StreamAsync(string more = "", string behaviour = "", string query = "?alt=sse", string model = Model) =>
        Known.GetOrAdd($"stream{query}\n{behaviour}\n{model}\n{more}", _ => new Lazy<Task<GeminiReply>>(
            () => PostAsync($"/v1beta/models/{model}:streamGenerateContent{query}", Body(more), behaviour))).Value;

    public static string Body(string more = "", string contents = Fox) => $"{{\"contents\":[{contents}]{(more.Length > 0 ? "," : "")}{more}}}";

    public static async Task<GeminiReply> PostAsync(string path, string body, string behaviour = "", string? key = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/gemini{path}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        return await SendAsync(request, behaviour, key);
    }

    public static async Task<GeminiReply> GetAsync(string path, string behaviour = "", string? key = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/gemini{path}");
        return await SendAsync(request, behaviour, key);
    }

    /// <summary>Sends a request to an emulator.</summary>
    /// <param name="request">The request.</param>
    /// <param name="behaviour">Keys of the dialect in the scenario.</param>
    /// <param name="key">The key; empty for one of its own, <see langword="null"/> for none.</param>
    public static async Task<GeminiReply> SendAsync(HttpRequestMessage request, string behaviour = "", string? key = "")
    {
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("x-goog-api-key", key.Length > 0 ? key : NextKey());
        }

        var client = await Emulators.GetOrAdd(behaviour, static keys => new Lazy<Task<HttpClient>>(() => StartAsync(keys))).Value;
        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return await GeminiReply.OfAsync(reply);
    }

    /// <summary>Starts an emulator of a test's own, on a clock that the test moves.</summary>
    public static async Task<HttpClient> StartAsync(string behaviour, VirtualClock? clock = null)
    {
        // Keys without a project share its limits, and a test must not use up what another is permitted.
        List<string> section = behaviour.Length == 0 ? [] : [behaviour];
        if (!behaviour.Contains("timing:", StringComparison.Ordinal))
        {
            section.Add(AtOnce);
        }

        if (!behaviour.Contains("limits:", StringComparison.Ordinal))
        {
            section.Add("limits: []");
        }

        var scenario = ScenarioDocument.Parse(
            $"version: 1\ntitle: facts\nemulator: {{seed: 7, dialects: {{NanoBanana/Gemini: {{{string.Join(", ", section)}}}}}}}\n", "facts.yaml");
        var app = EmulatorApp.Build(EmulatorSettings.From(scenario), clock ?? new VirtualClock(), host => host.UseTestServer());
        await app.StartAsync(CancellationToken.None);
        return app.GetTestClient();
    }
}
