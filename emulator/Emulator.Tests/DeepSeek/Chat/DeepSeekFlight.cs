using System.Text.Json.Nodes;
using VirtualTime;

namespace Emulator.Tests.DeepSeek.Chat;

/// <summary>A server whose scenario says something of DeepSeek, and the questions that tests ask it.</summary>
internal sealed class DeepSeekFlight : IAsyncDisposable
{
    private DeepSeekFlight(TestEmulator emulator) => Emulator = emulator;

    public TestEmulator Emulator { get; }

    public VirtualClock Clock => Emulator.Clock;

    /// <param name="provider">The keys below <c>provider</c>: <c>catalogDate: 2026-05-08</c>.</param>
    /// <param name="more">Other keys of the dialect.</param>
    public static async Task<DeepSeekFlight> StartAsync(string provider, string more = "limits: []") => new(await TestEmulator.StartAsync(
        $"DeepSeek/Chat: {{{more}, provider: {{{provider}}}, timing: {{timeToFirstToken: 0s, tokensPerSecond: 1000000000}}}}"));

    public async Task<HttpResponseMessage> AskAsync(string body, string? key = TestEmulator.Key) =>
        await Emulator.SendAsync(TestEmulator.Chat(body, key));

    public async Task<JsonNode> ChatAsync(string body, string key = TestEmulator.Key)
    {
        using var reply = await AskAsync(body, key);
        return JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>The message of a refusal, without a request id.</summary>
    public async Task<string> RefusalAsync(string body)
    {
        var message = (string?)(await ChatAsync(body))["error"]?["message"] ?? "it was not refused";
        var end = message.IndexOf(" (request_id: ", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Add("Authorization", $"Bearer {TestEmulator.Key}");
        using var reply = await Emulator.SendAsync(request);
        return JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
