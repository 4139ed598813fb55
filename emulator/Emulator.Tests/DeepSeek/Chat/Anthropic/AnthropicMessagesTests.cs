using System.Text.Json.Nodes;
using Emulator.Tests.DeepSeek.Chat.Forms;

namespace Emulator.Tests.DeepSeek.Chat.Anthropic;

/// <summary>Anthropic's form of a chat: its requests, its answers, and the refusals, which stay the provider's.</summary>
public sealed class AnthropicMessagesTests
{
    private const string Path = "/deepseek/anthropic/v1/messages";

    private const string Calling = """
        DeepSeek/Chat:
          timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}
          answers: [{promptContains: weather, reasoning: "Let me look.", toolCalls: [{name: weather, arguments: {town: Oslo}}]}]
        """;

    [Theory]
    [InlineData("/deepseek/anthropic/v1/messages")]
    [InlineData("/deepseek/anthropic/messages")]
    public async Task Message_SamePromptAsAChat_SameTextsTokensAndPrice(string path)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var (_, message) = await emulator.AskAsync(
            path, """{"model":"claude-sonnet-4-5","max_tokens":500,"system":"Be brief","messages":[{"role":"user","content":[{"type":"text","text":"Hello"}]}]}""");
        var (_, chat) = await emulator.AskAsync(
            "/deepseek/chat/completions", """{"model":"deepseek-flash","messages":[{"role":"system","content":"Be brief"},{"role":"user","content":"Hello"}]}""");

        Assert.Equal(["thinking", "text"], message["content"]!.AsArray().Select(block => (string?)block!["type"]));
        Assert.Equal((string?)chat["choices"]![0]!["message"]!["reasoning_content"], (string?)message["content"]![0]!["thinking"]);
        Assert.Equal((string?)chat["choices"]![0]!["message"]!["content"], (string?)message["content"]![1]!["text"]);
        Assert.Equal((int)chat["usage"]!["completion_tokens"]!, (int)message["usage"]!["output_tokens"]!);
        Assert.Equal("anthropic.messages", (string?)emulator.Journal[0]["operation"]);
        Assert.Equal("chat", (string?)emulator.Journal[0]["kind"]);
        Assert.Equal(emulator.Journal[1]["microUsd"]?.ToJsonString(), emulator.Journal[0]["microUsd"]?.ToJsonString());
    }

    [Theory]
    [InlineData("claude-opus-4-1", "deepseek-v4-pro")]
    [InlineData("claude-haiku-4-5", "deepseek-flash")]
    [InlineData("claude-next", "deepseek-flash")]
    [InlineData("deepseek-v4-flash", "deepseek-flash")]
    public async Task Message_NameOfAModel_IsMapped(string name, string model)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var (_, message) = await emulator.AskAsync(Path, Request("hi").Replace("claude-x", name, StringComparison.Ordinal));

        Assert.Equal(model, (string?)message["model"]);
        Assert.Equal(model, (string?)emulator.Journal[0]["model"]);
    }

    [Fact]
    public async Task Message_NeitherClaudeNorDeepSeek_IsRefused()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var (status, json) = await emulator.AskAsync(Path, Request("hi").Replace("claude-x", "gpt-4o", StringComparison.Ordinal));

        Assert.Equal(400, status);
        Assert.Null(json["type"]);
        Assert.Equal("invalid_request_error", (string?)json["error"]!["code"]);
        Assert.StartsWith("The supported API model names are", FormClient.ErrorOf(json), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x-api-key", "sk-one", 200)]
    [InlineData("x-api-key", "sk-invalid", 401)]
    public async Task Message_KeyInAHeaderOfItsOwn_IsTaken(string name, string key, int expected)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var (status, _) = await emulator.AskAsync(Path, Request("hi"), (name, key));

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Message_TwoKeys_TheBearerWins()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var (status, _) = await emulator.AskAsync(Path, Request("hi"), ("x-api-key", "sk-one"), ("Authorization", "Bearer sk-invalid"));
        var (other, _) = await emulator.AskAsync(Path, Request("hi"), ("x-api-key", "sk-invalid"), ("Authorization", "Bearer sk-one"));

        Assert.Equal((401, 200), (status, other));
    }

    [Fact]
    public async Task Message_Tools_AreCalledAndAnswered()
    {
        await using var emulator = await TestEmulator.StartAsync(Calling);
        var request = JsonNode.Parse(Request("weather"))!;
        request["tools"] = JsonNode.Parse("""[{"name":"weather","input_schema":{"type":"object"}},{"type":"web_search_20250305","name":"web_search"}]""");

        var (_, first) = await emulator.AskAsync(Path, request.ToJsonString());
        var call = first["content"]![1]!;
        request["messages"]!.AsArray().Add(new JsonObject { ["role"] = "assistant", ["content"] = first["content"]!.DeepClone() });
        request["messages"]!.AsArray().Add(JsonNode.Parse(
            $$"""{"role":"user","content":[{"type":"tool_result","tool_use_id":"{{call["id"]}}","content":"Sunny"}]}"""));
        var (_, second) = await emulator.AskAsync(Path, request.ToJsonString());

        Assert.Equal("tool_use", (string?)first["stop_reason"]);
        Assert.Equal("Oslo", (string?)call["input"]!["town"]);
        Assert.Equal("end_turn", (string?)second["stop_reason"]);
    }

    [Fact]
    public async Task Message_Streamed_HasAnthropicsEventsInTheirOrder()
    {
        await using var emulator = await TestEmulator.StartAsync(Calling);

        var events = await emulator.StreamAsync(
            Path, """{"model":"claude-x","max_tokens":500,"stream":true,"messages":[{"role":"user","content":"weather"}]}""");

        string[] expected =
        [
            "message_start", "content_block_start", "content_block_delta", "content_block_stop",
            "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop",
        ];
        Assert.Equal(expected, events.Select(one => one.Name).Where((name, index) => index == 0 || events[index - 1].Name != name));
        Assert.All(events, one => Assert.Equal(one.Name, (string?)one.Data["type"]));
        Assert.Equal("""{"town": "Oslo"}""", string.Concat(events.Select(one => (string?)one.Data["delta"]?["partial_json"])));
        Assert.Equal("Let me look.", string.Concat(events.Select(one => (string?)one.Data["delta"]?["thinking"])));
        Assert.Equal("tool_use", (string?)events[^2].Data["delta"]!["stop_reason"]);
    }

    [Theory]
    [InlineData("""{"max_tokens":5,"messages":[]}""", "missing field `model`")]
    [InlineData("""{"model":"claude-x"}""", "missing field `messages`")]
    [InlineData("""{"model":"claude-x","messages":{}}""", "messages: invalid type: map, expected a sequence")]
    [InlineData("""{"model":"claude-x","messages":[{"role":"system","content":"x"}]}""", "messages[0].role: unknown variant `system`, expected `user` or `assistant`")]
    [InlineData("""{"model":"claude-x","messages":[{"role":"user","content":7}]}""", "messages[0].content: invalid type: integer `7`, expected a sequence")]
    [InlineData("""{"model":"claude-x","messages":[{"role":"user","content":[{"type":"song"}]}]}""", "messages[0].content[0]: unknown variant `song`")]
    [InlineData("""{"model":"claude-x","messages":[{"role":"user","content":[{"type":"tool_result"}]}]}""", "messages[0].content[0]: missing field `tool_use_id`")]
    [InlineData("""{"model":"claude-x","messages":[{"role":"user","content":"x"}],"tool_choice":{"type":"maybe"}}""", "tool_choice.type: unknown variant `maybe`")]
    [InlineData("[]", "invalid type: sequence, expected struct MessagesRequest")]
    [InlineData("nonsense", "Failed to parse the request body as JSON")]
    public async Task Message_Malformed_IsTheProvidersOwnRefusal(string body, string complaint)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var (status, json) = await emulator.AskAsync(Path, body);

        Assert.Equal(400, status);
        Assert.Contains(complaint, FormClient.ErrorOf(json), StringComparison.Ordinal);
    }

    private static string Request(string prompt) =>
        $$"""{"model":"claude-x","max_tokens":500,"messages":[{"role":"user","content":"{{prompt}}"}]}""";
}
