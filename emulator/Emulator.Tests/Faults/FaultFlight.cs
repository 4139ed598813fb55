using System.Text;
using System.Text.Json.Nodes;
using VirtualTime;

namespace Emulator.Tests.Faults;

/// <summary>Sends one request to a server whose scenario has one rule, in process on the virtual clock.</summary>
internal static class FaultFlight
{
    public const string ChatBody =
        """{"model":"deepseek-flash","thinking":{"type":"disabled"},"messages":[{"role":"user","content":"a red fox"}]}""";

    public const string StreamBody =
        """{"model":"deepseek-flash","stream":true,"thinking":{"type":"disabled"},"messages":[{"role":"user","content":"a red fox"}]}""";

    /// <summary>A chat that meets a rule of DeepSeek's.</summary>
    /// <param name="rule">The rule as a scenario has it, without its braces.</param>
    /// <param name="body">The request.</param>
    public static Task<FaultySeen> ChatAsync(string rule, string body = ChatBody) => SendAsync(
        $"DeepSeek/Chat: {{timing: {{timeToFirstToken: 0s, tokensPerSecond: 1000000000}}, faults: [{{{rule}}}]}}",
        TestEmulator.Chat(body, call: "call"));

    public static async Task<FaultySeen> SendAsync(string dialects, params HttpRequestMessage[] requests)
    {
        var clock = new VirtualClock();
        return await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(dialects, clock);
            FaultySeen? seen = null;
            foreach (var request in requests)
            {
                seen = await SeenAsync(emulator, request);
            }

            return seen! with { Journal = emulator.Journal[^1] };
        });
    }

    private static async Task<FaultySeen> SeenAsync(TestEmulator emulator, HttpRequestMessage request)
    {
        var startedAt = emulator.Clock.GetUtcNow();
        using var reply = await emulator.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var body = new MemoryStream();
        var isWhole = true;
        try
        {
            await reply.Content.CopyToAsync(body, TestContext.Current.CancellationToken);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            isWhole = false;
        }

        var headers = reply.Headers.NonValidated.Concat(reply.Content.Headers.NonValidated).ToDictionary(
            header => header.Key, header => string.Join(" | ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new FaultySeen((int)reply.StatusCode, headers, body.ToArray(), isWhole)
        {
            Took = emulator.Clock.GetUtcNow() - startedAt,
        };
    }
}

/// <summary>What a client saw.</summary>
internal sealed record FaultySeen(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body, bool IsWhole)
{
    public TimeSpan Took { get; init; }

    public JsonNode Journal { get; init; } = new JsonObject();

    public string Text => Encoding.UTF8.GetString(Body);

    public string Reason => Headers.GetValueOrDefault("X-Emulator-Reason", "");
}
