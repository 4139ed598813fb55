using System.Text.Json.Nodes;
using OpenAI.Chat;

namespace Harness.Tests.ForeignClients.OpenAiDotNet;

/// <summary>JSON, bounds and thinking through the official client.</summary>
public sealed class FormTests
{
    private static readonly ChatMessage[] Question = [new UserChatMessage("Describe a lighthouse as json with name and height, {\"name\": \"\", \"height\": 0}.")];

    [Fact]
    public async Task JsonObject_AskedFor_IsAnObject()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();
        var options = new ChatCompletionOptions { ResponseFormat = ChatResponseFormat.CreateJsonObjectFormat() };

        var answer = await emulator.Chat().CompleteChatAsync(Question, options, OpenAiOnSockets.Token);

        Assert.IsType<JsonObject>(JsonNode.Parse(answer.Value.Content[0].Text));
    }

    [Fact]
    public async Task MostTokens_ReachedInTheThoughts_LeavesNoText()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();

        var answer = await emulator.Chat().CompleteChatAsync(
            Question, new ChatCompletionOptions().WithMostTokens(3), OpenAiOnSockets.Token);

        Assert.Equal(ChatFinishReason.Length, answer.Value.FinishReason);
        Assert.Equal("", string.Concat(answer.Value.Content.Select(part => part.Text)));
        Assert.NotEmpty(answer.Value.Thoughts()!);
        Assert.Equal(3, answer.Value.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task MaxOutputTokenCount_WhichGoesByOpenAisNewName_HasNoEffect()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();

        var answer = await emulator.Chat().CompleteChatAsync(
            Question, new ChatCompletionOptions { MaxOutputTokenCount = 3 }, OpenAiOnSockets.Token);

        Assert.Equal(ChatFinishReason.Stop, answer.Value.FinishReason);
        Assert.InRange(answer.Value.Usage.OutputTokenCount, 4, int.MaxValue);
    }

    [Fact]
    public async Task Thinking_SwitchedOff_LeavesNoThoughtsAndNoCountOfThem()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();

        var answer = await emulator.Chat().CompleteChatAsync(
            Question, new ChatCompletionOptions().WithoutThinking(), OpenAiOnSockets.Token);

        Assert.Null(answer.Value.Thoughts());
        Assert.Null(answer.Value.Usage.OutputTokenDetails);
    }

    [Fact]
    public async Task FinishReason_ThatOpenAiDoesNotHave_ThePackageCannotRead()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync(
            "answers: [{text: half a sen, finishReason: insufficient_system_resource}]");

        var failure = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => emulator.Chat().CompleteChatAsync(Question, null, OpenAiOnSockets.Token));

        Assert.Contains("insufficient_system_resource", failure.Message, StringComparison.Ordinal);
    }
}
