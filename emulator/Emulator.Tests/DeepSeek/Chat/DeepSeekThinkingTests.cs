namespace Emulator.Tests.DeepSeek.Chat;

/// <summary>Thinking is on unless switched off, and has rules of its own.</summary>
public sealed class DeepSeekThinkingTests
{
    private const string Hello = """[{"role":"user","content":"hello"}]""";

    private const string Missing = "The `reasoning_content` in the thinking mode must be passed back to the API.";

    private const string Call = """{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}""";

    [Fact]
    public async Task Thinking_NotSaid_IsOnAndCounted()
    {
        var thinking = await DeepSeekTalk.AnswerAsync($$"""{"messages":{{Hello}}}""");
        var plain = await DeepSeekTalk.AnswerAsync($$"""{"messages":{{Hello}},"thinking":{"type":"disabled"} }""");

        Assert.NotNull(thinking["choices"]![0]!["message"]!["reasoning_content"]);
        Assert.True((int)thinking["usage"]!["completion_tokens_details"]!["reasoning_tokens"]! > 0);
        Assert.False(plain["choices"]![0]!["message"]!.AsObject().ContainsKey("reasoning_content"));
        Assert.False(plain["usage"]!.AsObject().ContainsKey("completion_tokens_details"));
        Assert.True((int)thinking["usage"]!["prompt_tokens"]! > (int)plain["usage"]!["prompt_tokens"]!);
    }

    [Theory]
    [InlineData("low", "minimal")]
    [InlineData("high", "medium")]
    [InlineData("max", "xhigh")]
    public async Task Effort_Synonym_ThinksAsLong(string effort, string synonym) =>
        Assert.Equal(await ReasoningAsync(effort), await ReasoningAsync(synonym));

    [Fact]
    public async Task Effort_Higher_ThinksLonger()
    {
        var low = await ReasoningAsync("low");
        var high = await ReasoningAsync("high");
        var max = await ReasoningAsync("max");

        Assert.True(low.Length < high.Length);
        Assert.True(high.Length < max.Length);
    }

    [Fact]
    public async Task Effort_Unknown_IsRefused() => Assert.StartsWith(
        "Failed to deserialize the JSON body into the target type: reasoning_effort: unknown variant `huge`, expected one of `low`, `high`, `max` at line",
        await DeepSeekTalk.RefusalAsync($$"""{"messages":{{Hello}},"reasoning_effort":"huge"}"""),
        StringComparison.Ordinal);

    [Fact]
    public async Task MaxTokens_EndingInThoughts_LeavesNoText()
    {
        var choice = await DeepSeekTalk.ChoiceAsync($$"""{"messages":{{Hello}},"max_tokens":8}""");

        Assert.Equal("", (string?)choice["message"]!["content"]);
        Assert.NotEqual("", (string?)choice["message"]!["reasoning_content"]);
        Assert.Equal("length", (string?)choice["finish_reason"]);
    }

    [Theory]
    [InlineData("\"required\"")]
    [InlineData("""{"type":"function","function":{"name":"f"}}""")]
    public async Task ToolChoice_ForcedWhileThinking_IsRefused(string choice) => Assert.Equal(
        "Thinking mode does not support this tool_choice",
        await DeepSeekTalk.RefusalAsync(
            $$$"""{"messages":{{{Hello}}},"tools":[{"type":"function","function":{"name":"f"}}],"tool_choice":{{{choice}}}}"""));

    [Theory]
    [InlineData("", "", "", true)]
    [InlineData(""","reasoning_content":"" """, "", "", true)]
    [InlineData(""","reasoning_content":"" """, ""","reasoning_content":"" """, "", false)]
    [InlineData("", "", "provider: {chat: {reasoningHistory: lenient}}, ", false)]
    public async Task History_TurnWithTools_MustBringThoughts(string caller, string closer, string more, bool isRefused)
    {
        var body = $$"""
            {"messages":[{"role":"user","content":"go"},{"role":"assistant","content":""{{caller}},"tool_calls":[{{Call}}]},
            {"role":"tool","tool_call_id":"a","content":"done"},{"role":"assistant","content":"so"{{closer}}},{"role":"user","content":"and?"}]}
            """;

        var (status, text) = await DeepSeekTalk.AskAsync(body, more);

        Assert.Equal(isRefused ? 400 : 200, status);
        Assert.Equal(isRefused, text.Contains(Missing, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("provider: {chat: {reasoningHistory: strict}}, ", true)]
    public async Task History_TurnWithoutTools_MayLeaveThoughtsOut(string more, bool isRefused)
    {
        const string Body =
            """{"messages":[{"role":"user","content":"go"},{"role":"assistant","content":"so"},{"role":"user","content":"and?"}]}""";

        Assert.Equal(isRefused ? 400 : 200, (await DeepSeekTalk.AskAsync(Body, more)).Status);
        Assert.Equal(200, (await DeepSeekTalk.AskAsync($"{Body[..^1]},\"thinking\":{{\"type\":\"disabled\"}}}}", more)).Status);
    }

    private static async Task<string> ReasoningAsync(string effort) =>
        (string)(await DeepSeekTalk.ChoiceAsync($$"""{"messages":{{Hello}},"reasoning_effort":"{{effort}}"}"""))["message"]!["reasoning_content"]!;
}
