using System.Text;
using System.Text.Json.Nodes;
using ScenarioFile;
using VirtualTime;

namespace Emulator.Tests.Keys;

/// <summary>A server with keys and accounts, and the requests that these tests make of it.</summary>
internal sealed class KeyFlight : IAsyncDisposable
{
    public const string ChatBody = """{"model":"deepseek-flash","messages":[{"role":"user","content":"hello"}]}""";
    public const string Quick = "timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}, limits: []";

    private KeyFlight(TestEmulator emulator) => Emulator = emulator;

    public TestEmulator Emulator { get; }

    public VirtualClock Clock => Emulator.Clock;

    /// <summary>Starts a server.</summary>
    /// <param name="section">Lines of the mapping <c>emulator</c>.</param>
    public static async Task<KeyFlight> StartAsync(string section)
    {
        var lines = string.Join('\n', section.ReplaceLineEndings("\n").Split('\n').Select(line => $"  {line}"));
        return new KeyFlight(await TestEmulator.StartAsync(
            EmulatorSettings.From(ScenarioDocument.Parse($"version: 1\ntitle: a test\nemulator:\n{lines}\n", "test.yaml"))));
    }

    /// <summary>Starts a server with keys and accounts of DeepSeek.</summary>
    public static Task<KeyFlight> DeepSeekAsync(string keys) => StartAsync($"dialects:\n  DeepSeek/Chat: {{{Quick}, {keys}}}");

    public async Task<HttpResponseMessage> ChatAsync(string key, string body = ChatBody) =>
        await Emulator.SendAsync(TestEmulator.Chat(body, key));

    /// <summary>The status of a chat.</summary>
    public async Task<int> StatusAsync(string key)
    {
        using var answer = await ChatAsync(key);
        return (int)answer.StatusCode;
    }

    public async Task<JsonNode> BalanceAsync(string key)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/deepseek/user/balance");
        request.Headers.Add("Authorization", $"Bearer {key}");
        using var answer = await Emulator.SendAsync(request);
        return JsonNode.Parse(await TextAsync(answer))!;
    }

    /// <summary>Asks Bfl, for a picture of four credits or for what is left.</summary>
    public async Task<(int Status, string Body)> BflAsync(string key, HttpMethod method, string path)
    {
        using HttpRequestMessage request = new(method, $"/flux/v1/{path}");
        request.Headers.Add("x-key", key);
        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent("""{"prompt":"a fox","width":256,"height":256}""", Encoding.UTF8, "application/json");
        }

        using var answer = await Emulator.SendAsync(request);
        return ((int)answer.StatusCode, await TextAsync(answer));
    }

    /// <summary>Asks the control API.</summary>
    public async Task<(int Status, JsonNode Body)> ControlAsync(HttpMethod method, string path, string? body = null)
    {
        using HttpRequestMessage request = new(method, $"/__emulator/{path}");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Emulator.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await TextAsync(answer))!);
    }

    /// <summary>Changes something that must be there.</summary>
    public async Task PatchAsync(string path, string body)
    {
        var (status, answer) = await ControlAsync(HttpMethod.Patch, path, body);
        Assert.True(status == 200, $"{answer}");
    }

    public static Task<string> TextAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static string ReasonOf(HttpResponseMessage answer) => Assert.Single(answer.Headers.GetValues("X-Emulator-Reason"));

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
