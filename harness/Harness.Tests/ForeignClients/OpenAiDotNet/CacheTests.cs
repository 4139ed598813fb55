using OpenAI.Chat;

namespace Harness.Tests.ForeignClients.OpenAiDotNet;

/// <summary>What the official client tells of the provider's cache.</summary>
public sealed class CacheTests
{
    [Fact]
    public async Task Complete_SamePromptTwice_TellsWhatCameFromTheCache()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync("provider: {cache: {buildTime: 0s}}");
        ChatMessage[] longQuestion = [new UserChatMessage(string.Concat(Enumerable.Repeat("Tell me of the lighthouse at the end of the pier. ", 60)))];
        var chat = emulator.Chat();

        await chat.CompleteChatAsync(longQuestion, null, OpenAiOnSockets.Token);
        var second = await chat.CompleteChatAsync(longQuestion, null, OpenAiOnSockets.Token);

        var usage = second.Value.Usage;
        Assert.InRange(usage.InputTokenDetails.CachedTokenCount, 64, usage.InputTokenCount);
    }
}
