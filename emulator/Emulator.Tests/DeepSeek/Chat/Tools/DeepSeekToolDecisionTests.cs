using System.Text.Json.Nodes;

namespace Emulator.Tests.DeepSeek.Chat.Tools;

/// <summary>Tools are called when what the user says is about them, and with arguments that come from it.</summary>
public sealed class DeepSeekToolDecisionTests
{
    private const string Weather =
        """{"type":"function","function":{"name":"get_weather","description":"Current weather of a place","parameters":{"type":"object","properties":{"location":{"type":"string"},"unit":{"type":"string","enum":["celsius","fahrenheit"]}},"required":["location"]}}}""";

    private const string Time =
        """{"type":"function","function":{"name":"get_time","description":"Local clock","parameters":{"type":"object","properties":{"zone":{"type":"string"}},"required":["zone"]}}}""";

    [Fact]
    public async Task Auto_UserSpeaksOfTheTool_CallsItWithHisWords()
    {
        var choice = await AskAsync("What is the weather in Paris in celsius?");

        var call = Assert.Single(choice["message"]!["tool_calls"]!.AsArray())!;
        Assert.Equal("tool_calls", (string?)choice["finish_reason"]);
        Assert.Equal("get_weather", (string?)call["function"]!["name"]);
        Assert.Contains("\"location\": \"Paris\"", (string?)call["function"]!["arguments"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auto_UserSpeaksOfSomethingElse_CallsNone()
    {
        var choice = await AskAsync("Sing a song of six pence.");

        Assert.Null(choice["message"]!["tool_calls"]);
        Assert.Equal("stop", (string?)choice["finish_reason"]);
    }

    [Fact]
    public async Task Auto_UserNamesTwoPlaces_CallsOnceForEach()
    {
        var calls = (await AskAsync("Compare the weather in Paris and San Francisco please"))["message"]!["tool_calls"]!.AsArray();

        Assert.Equal(["Paris", "San Francisco"], calls.Select(call => (string?)Arguments(call!)["location"]));
        Assert.Equal([0, 1], calls.Select(call => (int)call!["index"]!));
        Assert.StartsWith("call_01_", (string?)calls[1]!["id"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auto_UserNamesTwoTools_CallsBoth()
    {
        var calls = (await AskAsync("the weather and the time"))["message"]!["tool_calls"]!.AsArray();

        Assert.Equal(["get_weather", "get_time"], calls.Select(call => (string?)call!["function"]!["name"]));
    }

    [Theory]
    [InlineData("\"none\"", null)]
    [InlineData("\"required\"", "get_weather")]
    [InlineData("""{"type":"function","function":{"name":"get_time"}}""", "get_time")]
    public async Task Choice_WhateverIsSaid_Decides(string choice, string? name)
    {
        var message = (await AskAsync("the weather in Oslo", $",\"tool_choice\":{choice}"))["message"]!;

        Assert.Equal(name, (string?)message["tool_calls"]?[0]?["function"]!["name"]);
    }

    [Fact]
    public async Task Auto_ResultIsThere_AnswersWithIt()
    {
        var choice = await DeepSeekTalk.ChoiceAsync($$$"""
            {"thinking":{"type":"disabled"},"tools":[{{{Weather}}}],"messages":[{"role":"user","content":"weather in Oslo?"},
            {"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"get_weather","arguments":"{}"}}]},
            {"role":"tool","tool_call_id":"a","content":"minus two and snow"}]}
            """);

        Assert.Null(choice["message"]!["tool_calls"]);
        Assert.Contains("minus two and snow", (string?)choice["message"]!["content"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auto_OwnAnswer_GoesFirst()
    {
        var choice = await AskAsync("the weather in Oslo", "", "answers: [{text: never mind}], ");

        Assert.Null(choice["message"]!["tool_calls"]);
        Assert.Equal("never mind", (string?)choice["message"]!["content"]);
    }

    [Fact]
    public async Task MaxTokens_EndingInArguments_LeavesThemUnfinished()
    {
        var choice = await AskAsync("the weather in Oslo", ",\"tool_choice\":\"required\",\"max_tokens\":6");

        Assert.Equal("length", (string?)choice["finish_reason"]);
        Assert.StartsWith("{", (string?)choice["message"]!["tool_calls"]![0]!["function"]!["arguments"], StringComparison.Ordinal);
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => Arguments(choice["message"]!["tool_calls"]![0]!));
    }

    [Theory]
    [InlineData("toolCallIndexGaps", "1:call_00, 3:call_01")]
    [InlineData("repeatedToolCallIds", "0:call_00, 1:call_00")]
    [InlineData("emptyToolCallIds", "0:, 1:")]
    public async Task Quirk_OfCalls_IsInTheStream(string quirk, string expected)
    {
        var chunks = await DeepSeekTalk.ChunksAsync(Body("the weather and the time", ",\"stream\":true"), $"provider: {{chat: {{quirks: [{quirk}]}}}}, ");

        var openings = chunks.Select(chunk => chunk["choices"]![0]!["delta"]!["tool_calls"]?[0]).Where(call => call?["id"] is not null);
        Assert.Equal(expected, string.Join(", ", openings.Select(call => $"{call!["index"]}:{((string)call["id"]!).Split('_') switch { [var a, var b, ..] => $"{a}_{b}", _ => "" }}")));
    }

    [Fact]
    public async Task Quirk_EmptyToolCalls_StandBesideThoughts()
    {
        var chunks = await DeepSeekTalk.ChunksAsync(
            """{"stream":true,"messages":[{"role":"user","content":"hi"}]}""", "provider: {chat: {quirks: [emptyToolCalls]}}, ");

        Assert.Equal("""{"content":null,"reasoning_content":"The","tool_calls":[]}""", chunks[1]["choices"]![0]!["delta"]!.ToJsonString());
    }

    [Theory]
    [InlineData("tools.call.json", ",\"thinking\":{\"type\":\"disabled\"}")]
    [InlineData("tools.thinking.txt", ",\"stream\":true")]
    public async Task Complete_ToolsOffered_IsGolden(string golden, string more)
    {
        var (_, body) = await DeepSeekTalk.AskAsync(
            $$"""{"messages":[{"role":"user","content":"What is the weather in San Francisco?"}],"tools":[{{Weather}}]{{more}}}""");

        Golden.Check(body, golden);
    }

    private static string Body(string text, string more) => $$"""
        {"messages":[{"role":"user","content":"{{text}}"}],"thinking":{"type":"disabled"},"tools":[{{Weather}},{{Time}}]{{more}}}
        """;

    private static async Task<JsonNode> AskAsync(string text, string more = "", string section = "") =>
        await DeepSeekTalk.ChoiceAsync(Body(text, more), section);

    private static JsonNode Arguments(JsonNode call) => JsonNode.Parse((string)call["function"]!["arguments"]!)!;
}
