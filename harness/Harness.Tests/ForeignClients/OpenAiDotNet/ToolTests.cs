using System.ClientModel;
using System.Text;
using System.Text.Json.Nodes;
using OpenAI.Chat;

namespace Harness.Tests.ForeignClients.OpenAiDotNet;

/// <summary>Function calls through the official client, whole, streamed, and all the way round.</summary>
public sealed class ToolTests
{
    private const string Question = "What is the weather in Husum right now? Use the tool.";

    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool(
        "get_weather",
        "Tells the weather of a town as it is now.",
        BinaryData.FromString("""{"type":"object","properties":{"town":{"type":"string"},"unit":{"type":"string","enum":["celsius","fahrenheit"]}},"required":["town"],"additionalProperties":false}"""));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Complete_WithATool_AsksForACallThatFitsItsSchema(bool thinks)
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();

        var answer = await emulator.Chat().CompleteChatAsync([new UserChatMessage(Question)], Options(thinks), OpenAiOnSockets.Token);

        Assert.Equal(ChatFinishReason.ToolCalls, answer.Value.FinishReason);
        AssertFits(Assert.Single(answer.Value.ToolCalls));
        Assert.Equal(thinks, answer.Value.Thoughts() is { Length: > 0 });
    }

    [Fact]
    public async Task Stream_WithATool_GivesNameAndIdFirstAndArgumentsPieceByPiece()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();
        List<StreamingChatToolCallUpdate> parts = [];
        var thoughts = new StringBuilder();
        ChatFinishReason? finish = null;

        await foreach (var update in emulator.Chat().CompleteChatStreamingAsync(
            [new UserChatMessage(Question)], Options(thinks: true), OpenAiOnSockets.Token))
        {
            parts.AddRange(update.ToolCallUpdates);
            thoughts.Append(update.Thoughts());
            finish = update.FinishReason ?? finish;
        }

        Assert.Equal(ChatFinishReason.ToolCalls, finish);
        Assert.NotEmpty(thoughts.ToString());
        Assert.Equal("get_weather", parts[0].FunctionName);
        Assert.All(parts.Skip(1), part => Assert.Null(part.FunctionName));
        Assert.InRange(parts.Count, 3, int.MaxValue);
        var arguments = string.Concat(parts.Select(part => part.FunctionArgumentsUpdate?.ToString()));
        AssertFits(ChatToolCall.CreateFunctionToolCall(parts[0].ToolCallId, parts[0].FunctionName, BinaryData.FromString(arguments)));
    }

    [Fact]
    public async Task Loop_WithoutThinking_NeedsNothingBeyondThePackage()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();
        var chat = emulator.Chat();
        List<ChatMessage> history = [new UserChatMessage(Question)];

        var asked = await chat.CompleteChatAsync(history, Options(thinks: false), OpenAiOnSockets.Token);
        history.Add(new AssistantChatMessage(asked.Value));
        history.AddRange(asked.Value.ToolCalls.Select(call => new ToolChatMessage(call.Id, "Rain, 11 degrees.")));
        var last = await chat.CompleteChatAsync(history, Options(thinks: false), OpenAiOnSockets.Token);

        Assert.Equal(ChatFinishReason.Stop, last.Value.FinishReason);
        Assert.NotEmpty(last.Value.Content[0].Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Loop_WhileThinking_NeedsTheThoughtsThatThePackageDrops(bool carriesThem)
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();
        var chat = emulator.Chat();
        List<ChatMessage> history = [new UserChatMessage(Question)];

        var asked = await chat.CompleteChatAsync(history, Options(thinks: true), OpenAiOnSockets.Token);
        var message = new AssistantChatMessage(asked.Value.ToolCalls);
        history.Add(carriesThem ? message.WithThoughts(asked.Value.Thoughts()!) : message);
        history.AddRange(asked.Value.ToolCalls.Select(call => new ToolChatMessage(call.Id, "Rain, 11 degrees.")));

        if (carriesThem)
        {
            var last = await chat.CompleteChatAsync(history, Options(thinks: true), OpenAiOnSockets.Token);
            Assert.Equal(ChatFinishReason.Stop, last.Value.FinishReason);
        }
        else
        {
            var refusal = await Assert.ThrowsAsync<ClientResultException>(
                () => chat.CompleteChatAsync(history, Options(thinks: true), OpenAiOnSockets.Token));
            Assert.Equal(400, refusal.Status);
            Assert.Contains("The `reasoning_content` in the thinking mode must be passed back to the API.", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ForcedTool_WhileThinking_IsTheProvidersRefusal()
    {
        await using var emulator = await OpenAiOnSockets.StartAsync();
        var options = Options(thinks: true);
        options.ToolChoice = ChatToolChoice.CreateRequiredChoice();

        var refusal = await Assert.ThrowsAsync<ClientResultException>(
            () => emulator.Chat().CompleteChatAsync([new UserChatMessage(Question)], options, OpenAiOnSockets.Token));

        Assert.Equal(400, refusal.Status);
        Assert.Contains("Thinking mode does not support this tool_choice", refusal.Message, StringComparison.Ordinal);
    }

    private static void AssertFits(ChatToolCall call)
    {
        Assert.StartsWith("call_00_", call.Id, StringComparison.Ordinal);
        Assert.Equal((ChatToolCallKind.Function, "get_weather"), (call.Kind, call.FunctionName));
        var arguments = JsonNode.Parse(call.FunctionArguments)!.AsObject();
        Assert.NotEmpty((string)arguments["town"]!);
        Assert.Empty(arguments.Select(argument => argument.Key).Except(["town", "unit"]));
    }

    private static ChatCompletionOptions Options(bool thinks)
    {
        var options = new ChatCompletionOptions { Tools = { Weather } };
        return thinks ? options : options.WithoutThinking();
    }
}
