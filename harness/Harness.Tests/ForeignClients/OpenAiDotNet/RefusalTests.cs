using System.ClientModel;
using System.Text;
using OpenAI.Chat;

namespace Harness.Tests.ForeignClients.OpenAiDotNet;

/// <summary>What the official client makes of refusals: one exception, with the status and the provider's words.</summary>
public sealed class RefusalTests
{
    private static readonly ChatMessage[] Question = [new UserChatMessage("What is a lighthouse for?")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WrongKey_WholeOrStreamed_IsA401WithTheLastFourLetters(bool isStream)
    {
        await using var emulator = await OpenAiOnSockets.StartAsync("keys: [sk-another]");

        var refusal = await FailAsync(emulator.Chat(), isStream);

        Assert.Equal(401, refusal.Status);
        Assert.Contains("Authentication Fails, Your api key: ****cdef is invalid", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoKey_PlainText_IsA401AllTheSame()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();

        var refusal = await FailAsync(emulator.ChatWithoutKey(), isStream: false);

        Assert.Equal((401, "Authentication Fails (governor)"), (refusal.Status, Encoding.UTF8.GetString(refusal.GetRawResponse()!.Content)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UnknownModel_WholeOrStreamed_IsA400ThatNamesTheKnownOnes(bool isStream)
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();

        var refusal = await FailAsync(emulator.Chat("deepseek-chat"), isStream);

        Assert.Equal(400, refusal.Status);
        Assert.Contains(
            "The supported API model names are deepseek-flash, deepseek-v4-pro, but you passed deepseek-chat.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TooMany_WholeOrStreamed_IsA429WithoutAHint(bool isStream)
    {
        await using var emulator = await OpenAiOnSockets.StartAsync(
            "timing: {timeToFirstToken: 0s, tokensPerSecond: 20}, limits: [{name: concurrency, inFlight: 1}]");
        await using var first = emulator.Chat().CompleteChatStreamingAsync(Question, null, OpenAiOnSockets.Token)
            .GetAsyncEnumerator(OpenAiOnSockets.Token);
        await first.MoveNextAsync();

        var refusal = await FailAsync(emulator.Chat(), isStream);

        Assert.Equal(429, refusal.Status);
        Assert.Contains("which exceeds your concurrency limit of 1", refusal.Message, StringComparison.Ordinal);
        Assert.False(refusal.GetRawResponse()!.Headers.TryGetValue("Retry-After", out _));
    }

    [Fact]
    public async Task TooMany_FirstTimeOnly_TheClientsOwnRetryGetsTheAnswer()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync("faults: [{fault: refuse, status: 429, attempts: \"0\"}]");

        var answer = await emulator.Chat(retries: 2).CompleteChatAsync(Question, null, OpenAiOnSockets.Token);

        Assert.Equal(ChatFinishReason.Stop, answer.Value.FinishReason);
    }

    [Theory]
    [InlineData(402, "Insufficient Balance")]
    [InlineData(503, "Service is too busy.")]
    public async Task Refusal_OfAnotherKind_HasTheProvidersWords(int status, string words)
    {
        await using var emulator = await OpenAiOnSockets.StartAsync($"faults: [{{fault: refuse, status: {status}}}]");

        var refusal = await FailAsync(emulator.Chat(), isStream: false);

        Assert.Equal(status, refusal.Status);
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonSchemaFormat_WhichTheProviderDoesNotHave_IsA400InItsWords()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();
        var options = new ChatCompletionOptions
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("light", BinaryData.FromString("""{"type":"object"}""")),
        };

        var refusal = await Assert.ThrowsAsync<ClientResultException>(
            () => emulator.Chat().CompleteChatAsync(Question, options, OpenAiOnSockets.Token));

        Assert.Equal(400, refusal.Status);
        Assert.Contains("This response_format type is unavailable now", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<ClientResultException> FailAsync(ChatClient chat, bool isStream) =>
        Assert.ThrowsAsync<ClientResultException>(async () =>
        {
            if (!isStream)
            {
                await chat.CompleteChatAsync(Question, null, OpenAiOnSockets.Token);
                return;
            }

            await foreach (var _ in chat.CompleteChatStreamingAsync(Question, null, OpenAiOnSockets.Token))
            {
                Assert.Fail("A refusal gave an update.");
            }
        });
}
