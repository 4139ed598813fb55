using System.Text.RegularExpressions;

namespace Emulator.Tests.Answers;

/// <summary>Calls of tools go over the wire as they were captured: whole, and streamed in parts.</summary>
public sealed partial class ToolCallTests
{
    private const string Scenario =
        """
        DeepSeek/Chat:
          timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}
          answers:
            - reasoning: Two tools.
              toolCalls:
                - {name: weather, arguments: {location: "San Francisco", days: [1, 2]}}
                - {name: now}
        """;

    [Theory]
    [InlineData("tools.plain.json", """ "stream":false """)]
    [InlineData("tools.thinking.json", """ "stream":false,"thinking":{"type":"enabled"} """)]
    [InlineData("tools.stream.thinking.txt", """ "stream":true,"thinking":{"type":"enabled"} """)]
    [InlineData("tools.stream.txt", """ "stream":true """)]
    public async Task Answer_ToolCalls_AreGolden(string golden, string more)
    {
        await using var emulator = await TestEmulator.StartAsync(Scenario);
        var thinking = more.Contains("thinking", StringComparison.Ordinal) ? "" : ""","thinking":{"type":"disabled"}""";

        using var reply = await emulator.SendAsync(TestEmulator.Chat(
            $$"""{"model":"deepseek-flash",{{more}}{{thinking}},"messages":[{"role":"user","content":"weather?"}]}""", call: "call"));

        var body = await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Golden.Check(body.ReplaceLineEndings("\n"), golden);
        Assert.Equal(2, CallId().Matches(body).Select(id => id.Value[..7]).Distinct().Count());
    }

    [GeneratedRegex("call_0[01]_[0-9A-Za-z]{24}\"")]
    private static partial Regex CallId();
}
