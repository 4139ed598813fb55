using System.Text.Json.Nodes;
using VirtualTime;

namespace Emulator.Tests.Control;

/// <summary>Health and the journal's summary say whether the emulator kept its times, and what happened in all.</summary>
public sealed class StatusEndpointsTests
{
    private const string Body = """{"model":"deepseek-flash","messages":[{"role":"user","content":"hello"}]}""";

    [Fact]
    public async Task Health_OnTheVirtualClock_IsHealthyAndNeverLate()
    {
        var clock = new VirtualClock();
        await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync(
                "DeepSeek/Chat: {delay: 333.3ms, timing: {tokensPerSecond: 77, tokenJitter: 1}}", clock);
            using var answer = await emulator.SendAsync(TestEmulator.Chat(
                Body.Replace("\"model\"", "\"stream\":true,\"model\"", StringComparison.Ordinal)));
            await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

            var health = await GetAsync(emulator, "/health");

            Assert.Equal("healthy", (string?)health["status"]);
            Assert.True((long)health["lateness"]!["waits"]! > 10);
            health["lateness"]!["waits"] = 0;
            Assert.Equal(
                """{"waits":0,"p50Ms":0,"p99Ms":0,"maxMs":0,"saturatedSeconds":0}""", health["lateness"]!.ToJsonString());
        });
    }

    [Fact]
    public async Task Summary_AfterAnswersAndFaults_CountsThem()
    {
        await using var emulator = await TestEmulator.StartAsync(
            """
            DeepSeek/Chat:
              timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}
              faults: [{fault: refuse, status: 503, attempts: "0"}]
            """);
        using var refused = await emulator.SendAsync(TestEmulator.Chat(Body, call: "a"));
        emulator.Clock.Advance(TimeSpan.FromSeconds(2));
        using var granted = await emulator.SendAsync(TestEmulator.Chat(Body, call: "a", attempt: 1));

        var summary = await GetAsync(emulator, "/__emulator/journal/summary");

        Golden.Check(summary.ToJsonString(new() { WriteIndented = true }) + "\n", "journal.summary.json");
    }

    private static async Task<JsonNode> GetAsync(TestEmulator emulator, string path) =>
        JsonNode.Parse(await emulator.Client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken))!;
}
