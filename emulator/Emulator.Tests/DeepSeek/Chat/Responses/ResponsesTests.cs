using System.Text.Json.Nodes;
using Emulator.Tests.DeepSeek.Chat.Forms;

namespace Emulator.Tests.DeepSeek.Chat.Responses;

/// <summary>The Responses form of a chat: its members and events as they were captured, and nothing kept between two requests.</summary>
public sealed class ResponsesTests
{
    private const string Path = "/deepseek/responses";

    private const string Calling = """
        DeepSeek/Chat:
          timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}
          answers: [{promptContains: weather, reasoning: "Look.", toolCalls: [{name: weather, arguments: {town: Oslo}}]}]
        """;

    [Theory]
    [InlineData("/deepseek/responses")]
    [InlineData("/deepseek/v1/responses")]
    public async Task Response_SamePromptAsAChat_SameTextsAndTokens(string path)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var (_, response) = await emulator.AskAsync(path, """{"model":"deepseek-flash","instructions":"Be brief","input":"Hello"}""");
        var (_, chat) = await emulator.AskAsync(
            "/deepseek/chat/completions", """{"model":"deepseek-flash","messages":[{"role":"system","content":"Be brief"},{"role":"user","content":"Hello"}]}""");

        Assert.Equal(["reasoning", "message"], response["output"]!.AsArray().Select(item => (string?)item!["type"]));
        Assert.Equal((string?)chat["choices"]![0]!["message"]!["content"], (string?)response["output"]![1]!["content"]![0]!["text"]);
        Assert.Equal((int)chat["usage"]!["total_tokens"]!, (int)response["usage"]!["total_tokens"]!);
        Assert.Equal("responses.create", (string?)emulator.Journal[0]["operation"]);
    }

    [Fact]
    public async Task Response_Members_AreThoseThatWereCaptured()
    {
        await using var emulator = await TestEmulator.StartAsync(Calling);

        var (_, response) = await emulator.AskAsync(
            Path, """{"model":"deepseek-flash","input":"weather","reasoning":{"effort":"low"},"store":true,"tools":[{"type":"function","name":"weather","parameters":{}}]}""");

        Golden.Check(response.ToJsonString(new() { WriteIndented = true, NewLine = "\n" }) + "\n", "response.tool.json");
    }

    [Fact]
    public async Task Response_Streamed_HasTheCapturedEventsNumbered()
    {
        await using var emulator = await TestEmulator.StartAsync(Calling);

        var events = await emulator.StreamAsync(
            Path, """{"model":"deepseek-flash","stream":true,"input":"weather","tools":[{"type":"function","name":"weather","parameters":{}}]}""");

        string[] expected =
        [
            "response.created", "response.in_progress", "response.output_item.added", "response.content_part.added",
            "response.reasoning_text.delta", "response.reasoning_text.done", "response.content_part.done", "response.output_item.done",
            "response.output_item.added", "response.function_call_arguments.delta", "response.function_call_arguments.done",
            "response.output_item.done", "response.completed",
        ];
        Assert.Equal(expected, events.Select(one => one.Name).Where((name, index) => index == 0 || events[index - 1].Name != name));
        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(one => (int)one.Data["sequence_number"]!));
        Assert.Null(events[0].Data["response"]!["usage"]);
        Assert.Equal("Look.", (string?)events[^1].Data["response"]!["output"]![0]!["content"]![0]!["text"]);
    }

    [Fact]
    public async Task Response_History_IsOneTurnOfTheModel()
    {
        await using var emulator = await TestEmulator.StartAsync(Calling);
        var request = JsonNode.Parse("""{"model":"deepseek-flash","input":[{"role":"user","content":"weather"}]}""")!;

        var (_, first) = await emulator.AskAsync(Path, request.ToJsonString());
        foreach (var item in first["output"]!.AsArray())
        {
            request["input"]!.AsArray().Add(item!.DeepClone());
        }

        var (unanswered, refusal) = await emulator.AskAsync(Path, request.ToJsonString());
        request["input"]!.AsArray().Add(JsonNode.Parse(
            $$"""{"type":"function_call_output","call_id":"{{first["output"]![1]!["call_id"]}}","output":"Sunny"}"""));
        var (answered, second) = await emulator.AskAsync(Path, request.ToJsonString());

        Assert.Equal((400, 200), (unanswered, answered));
        Assert.Equal($"No tool output found for tool call {first["output"]![1]!["call_id"]}.", FormClient.ErrorOf(refusal));
        Assert.Equal("message", (string?)second["output"]!.AsArray()[^1]!["type"]);
    }

    [Theory]
    [InlineData("""{"input":"x"}""", "missing field `model`")]
    [InlineData("""{"model":"deepseek-flash"}""", "missing field `input`")]
    [InlineData("""{"model":"deepseek-flash","input":7}""", "input: invalid type: integer `7`, expected a sequence")]
    [InlineData("""{"model":"deepseek-flash","input":[{"type":"dance"}]}""", "input[0]: unknown variant `dance`")]
    [InlineData("""{"model":"deepseek-flash","input":[{"role":"robot","content":"x"}]}""", "input[0].role: unknown variant `robot`")]
    [InlineData("""{"model":"deepseek-flash","input":[{"type":"function_call","name":"f","arguments":"{}"}]}""", "input[0]: missing field `call_id`")]
    [InlineData("""{"model":"gpt-5","input":"x"}""", "The supported API model names are")]
    public async Task Response_Malformed_IsTheProvidersOwnRefusal(string body, string complaint)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var (status, json) = await emulator.AskAsync(Path, body);

        Assert.Equal(400, status);
        Assert.Contains(complaint, FormClient.ErrorOf(json), StringComparison.Ordinal);
    }
}
