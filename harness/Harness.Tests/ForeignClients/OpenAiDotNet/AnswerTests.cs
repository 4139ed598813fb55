using System.Text.Json.Nodes;
using OpenAI.Chat;

namespace Harness.Tests.ForeignClients.OpenAiDotNet;

/// <summary>What the official client gives its user of a healthy answer, whole or streamed.</summary>
public sealed class AnswerTests
{
    private static readonly ChatMessage[] Question = [new SystemChatMessage("Be brief."), new UserChatMessage("What is a lighthouse for?")];

    [Theory]
    [InlineData("/deepseek")]
    [InlineData("/deepseek/v1")]
    public async Task Complete_WholeAnswer_HasTextUsageAndCanonicalModel(string path)
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();

        var result = await emulator.Chat(path: path).CompleteChatAsync(Question, null, OpenAiOnSockets.Token);

        var answer = result.Value;
        Assert.NotEmpty(Assert.Single(answer.Content).Text);
        Assert.Equal((ChatFinishReason.Stop, ChatMessageRole.Assistant, "deepseek-flash"), (answer.FinishReason, answer.Role, answer.Model));
        Assert.Equal(answer.Usage.TotalTokenCount, answer.Usage.InputTokenCount + answer.Usage.OutputTokenCount);
        Assert.InRange(answer.Usage.OutputTokenDetails.ReasoningTokenCount, 1, answer.Usage.OutputTokenCount - 1);
        Assert.Equal(0, answer.Usage.InputTokenDetails.CachedTokenCount);
        Assert.True(Guid.TryParse(answer.Id, out _));
        Assert.Empty(answer.ToolCalls);
        var message = JsonNode.Parse(result.GetRawResponse().Content)!["choices"]![0]!["message"]!;
        Assert.NotEmpty((string)message["reasoning_content"]!);
    }

    [Fact]
    public async Task Stream_ThinkingModel_HasTextPieceByPieceAndUsageOnTheLast()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();

        var updates = await ReadAsync(emulator.Chat().CompleteChatStreamingAsync(Question, null, OpenAiOnSockets.Token));

        var text = updates.SelectMany(update => update.ContentUpdate).Select(part => part.Text).ToArray();
        Assert.InRange(text.Count(part => part.Length > 0), 2, int.MaxValue);
        Assert.Equal(ChatMessageRole.Assistant, updates[0].Role);
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
        Assert.All(updates.SkipLast(1), update => Assert.Null(update.Usage));
        Assert.InRange(updates[^1].Usage.OutputTokenDetails.ReasoningTokenCount, 1, updates[^1].Usage.OutputTokenCount - 1);
        Assert.Single(updates.Select(update => update.CompletionId).Distinct());
    }

    [Fact]
    public async Task Stream_AndWhole_SayTheSame()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();
        var chat = emulator.Chat();

        var whole = await chat.CompleteChatAsync(Question, null, OpenAiOnSockets.Token);
        var updates = await ReadAsync(chat.CompleteChatStreamingAsync(Question, null, OpenAiOnSockets.Token));

        Assert.Equal(whole.Value.Content[0].Text, string.Concat(updates.SelectMany(update => update.ContentUpdate).Select(part => part.Text)));
        Assert.Equal(whole.Value.Usage.OutputTokenCount, updates[^1].Usage.OutputTokenCount);
    }

    [Fact]
    public async Task Stream_KeepAlivesWhileItWaits_AreNoUpdates()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync(
            "timing: {timeToFirstToken: 200ms, tokensPerSecond: 1000000000}, workers: {count: 1, queue: 100, keepAlive: 20ms}");
        var chat = emulator.Chat();

        var both = await Task.WhenAll(
            ReadAsync(chat.CompleteChatStreamingAsync(Question, null, OpenAiOnSockets.Token)),
            ReadAsync(chat.CompleteChatStreamingAsync(Question, null, OpenAiOnSockets.Token)));

        Assert.All(both, updates => Assert.Equal(ChatMessageRole.Assistant, updates[0].Role));
        Assert.All(both, updates => Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason));
    }

    [Fact]
    public async Task Stream_UserLeavesInTheMiddle_IsCancelledAndTheServerSeesIt()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync("timing: {timeToFirstToken: 0s, tokensPerSecond: 20}");
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(OpenAiOnSockets.Token);
        var seen = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in emulator.Chat().CompleteChatStreamingAsync(Question, null, leaving.Token))
            {
                seen++;
                if (seen == 3)
                {
                    await leaving.CancelAsync();
                }
            }
        });

        Assert.InRange(seen, 3, 4);
        Assert.Equal("cancelledByClient", await emulator.EndingOfTheLastAsync());
    }

    [Fact]
    public async Task Models_Listed_AreThoseOfToday()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();

        var models = await emulator.Client().GetOpenAIModelClient().GetModelsAsync(OpenAiOnSockets.Token);

        Assert.Equal(["deepseek-flash", "deepseek-v4-pro"], models.Value.Select(model => model.Id));
        Assert.All(models.Value, model => Assert.Equal("deepseek", model.OwnedBy));
    }

    private static async Task<List<StreamingChatCompletionUpdate>> ReadAsync(IAsyncEnumerable<StreamingChatCompletionUpdate> stream)
    {
        List<StreamingChatCompletionUpdate> updates = [];
        await foreach (var update in stream)
        {
            updates.Add(update);
        }

        return updates;
    }
}
