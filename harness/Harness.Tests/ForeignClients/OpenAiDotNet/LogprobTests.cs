using OpenAI.Chat;

namespace Harness.Tests.ForeignClients.OpenAiDotNet;

/// <summary>Probabilities of tokens through the official client.</summary>
public sealed class LogprobTests
{
    [Fact]
    public async Task Logprobs_AskedFor_AreOneForEachTokenOfTheText()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();
        var options = new ChatCompletionOptions { IncludeLogProbabilities = true, TopLogProbabilityCount = 2 }.WithoutThinking();

        var answer = await emulator.Chat().CompleteChatAsync([new UserChatMessage("What is a lighthouse for?")], options, OpenAiOnSockets.Token);

        var tokens = answer.Value.ContentTokenLogProbabilities;
        Assert.Equal(answer.Value.Content[0].Text, string.Concat(tokens.Select(token => token.Token)));
        Assert.All(tokens, token => Assert.Equal(2, token.TopLogProbabilities.Count));
        Assert.All(tokens, token => Assert.InRange(token.LogProbability, -9999f, 0f));
    }
}
