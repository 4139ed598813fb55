using System.Text.Json.Nodes;

namespace Emulator.Tests.Exchanges;

/// <summary>Which call and attempt a request is taken for.</summary>
public sealed class CallIdentityTests
{
    private const string Body = """{"model":"deepseek-flash","messages":[{"role":"user","content":"hello"}]}""";

    [Fact]
    public async Task Journal_DeclaredHeaders_AreTheIdentity()
    {
        await using var emulator = await TestEmulator.StartAsync();

        await emulator.SendAsync(TestEmulator.Chat(Body, call: "call-1", attempt: 2));

        Assert.Equal(("call-1", 2, "declared"), Identity(emulator.Journal[0]));
    }

    [Fact]
    public async Task Journal_RepeatedContent_CountsAttempts()
    {
        await using var emulator = await TestEmulator.StartAsync();
        const string Reordered = """{ "messages":[{"content":"hello","role":"user"}], "model":"deepseek-flash" }""";

        await emulator.SendAsync(TestEmulator.Chat(Body));
        await emulator.SendAsync(TestEmulator.Chat(Reordered));
        await emulator.SendAsync(TestEmulator.Chat(Body, key: "sk-other"));

        var lines = emulator.Journal.Select(Identity).ToArray();
        Assert.Equal((lines[0].Call, 0, "content"), lines[0]);
        Assert.Equal((lines[0].Call, 1, "content"), lines[1]);
        Assert.Equal(0, lines[2].Attempt);
        Assert.NotEqual(lines[0].Call, lines[2].Call);
    }

    [Fact]
    public async Task Journal_RetryHeaderOfAnSdk_GivesTheAttempt()
    {
        await using var emulator = await TestEmulator.StartAsync();

        foreach (var attempt in (string[])["0", "1", "0"])
        {
            var request = TestEmulator.Chat(Body);
            request.Headers.Add("x-stainless-retry-count", attempt);
            await emulator.SendAsync(request);
        }

        var lines = emulator.Journal.Select(Identity).ToArray();
        Assert.Equal([0, 1, 0], lines.Select(line => line.Attempt));
        Assert.Equal(lines[0].Call, lines[1].Call);
        Assert.NotEqual(lines[0].Call, lines[2].Call);
        Assert.Equal("retryHeader", lines[0].IdentifiedBy);
    }

    private static (string Call, int Attempt, string IdentifiedBy) Identity(JsonNode line) =>
        ((string)line["call"]!, (int)line["attempt"]!, (string)line["identifiedBy"]!);
}
