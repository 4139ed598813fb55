namespace Emulator.Tests.DeepSeek.Chat.Tools;

/// <summary>What is refused about tools, their calls and their results.</summary>
public sealed class DeepSeekToolRulesTests
{
    private const string Schema = "Failed to deserialize the JSON body into the target type: ";

    private const string Unanswered =
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. (insufficient tool messages following tool_calls message)";

    private const string Caller =
        """{"role":"assistant","reasoning_content":"","content":"","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"b","type":"function","function":{"name":"f","arguments":"{}"}}]}""";

    [Theory]
    [InlineData("")]
    [InlineData(""",{"role":"tool","tool_call_id":"a","content":"1"}""")]
    [InlineData(""",{"role":"tool","tool_call_id":"a","content":"1"},{"role":"user","content":"and?"}""")]
    public async Task Order_CallWithoutResult_IsRefused(string rest) => Assert.Equal(
        Unanswered, await DeepSeekTalk.RefusalAsync($$"""{"messages":[{"role":"user","content":"go"},{{Caller}}{{rest}}]}"""));

    [Fact]
    public async Task Order_AllResultsThere_IsAnswered()
    {
        var body = $$"""{"messages":[{"role":"user","content":"go"},{{Caller}},{"role":"tool","tool_call_id":"b","content":"1"},{"role":"tool","tool_call_id":"a","content":"2"}]}""";

        Assert.Equal(200, (await DeepSeekTalk.AskAsync(body)).Status);
    }

    [Fact]
    public async Task Order_ResultWithoutCall_IsRefused() => Assert.StartsWith(
        "Messages with role 'tool'",
        await DeepSeekTalk.RefusalAsync("""{"messages":[{"role":"user","content":"go"},{"role":"tool","tool_call_id":"a","content":"1"}]}"""),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"role":"tool","content":"1"}""", "messages[0]: missing field `tool_call_id` at line")]
    [InlineData("""{"role":"assistant","content":"","tool_calls":[{"type":"function"}]}""", "messages[0].tool_calls[0]: missing field `id` at line")]
    [InlineData("""{"role":"assistant","content":"","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":{}}}]}""", "messages[0].tool_calls[0].function.arguments: invalid type: map, expected a string at line")]
    [InlineData("""{"role":"assistant","content":"","reasoning_content":7}""", "messages[0].reasoning_content: invalid type: integer `7`, expected a string at line")]
    public async Task Message_OfWrongForm_IsRefused(string message, string complaint) => Assert.StartsWith(
        Schema + complaint, await DeepSeekTalk.RefusalAsync($$"""{"messages":[{{message}}]}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("""[{"type":"function"}]""", "tools[0]: missing field `function` at line")]
    [InlineData("""[{"function":{"name":"f"}}]""", "tools[0]: missing field `type` at line")]
    [InlineData("""[{"type":"retrieval"}]""", "tools[0].type: unknown variant `retrieval`, expected `function` at line")]
    [InlineData("""[{"type":"function","function":{}}]""", "tools[0].function: missing field `name` at line")]
    [InlineData("{}", "tools: invalid type: map, expected a sequence at line")]
    [InlineData("""[{"type":"function","function":{"name":"f","parameters":"x"}}]""", "tools[0].function.parameters: invalid type: string \"x\", expected a map at line")]
    public async Task Tools_OfWrongForm_AreRefused(string tools, string complaint) => Assert.StartsWith(
        Schema + complaint,
        await DeepSeekTalk.RefusalAsync($$"""{"messages":[{"role":"user","content":"x"}],"tools":{{tools}}}"""),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"type":"function","function":{"name":"no spaces"}}""", "\"auto\"", "Invalid 'tools[0].function.name'")]
    [InlineData("""{"type":"function","function":{"name":"f"}}""", """{"type":"function","function":{"name":"g"}}""", "'tool_choice' names the function 'g'")]
    [InlineData("", "\"required\"", "'tool_choice' is 'required'")]
    public async Task Tools_OutOfRange_AreRefused(string tools, string choice, string complaint) => Assert.StartsWith(
        complaint,
        await DeepSeekTalk.RefusalAsync($$"""
            {"thinking":{"type":"disabled"},"messages":[{"role":"user","content":"x"}],"tools":[{{tools}}],"tool_choice":{{choice}}}
            """),
        StringComparison.Ordinal);

    [Fact]
    public async Task Tools_MoreThan128_AreRefused()
    {
        var tools = string.Join(",", Enumerable.Range(0, 129).Select(index => $$$"""{"type":"function","function":{"name":"f{{{index}}}"}}"""));

        Assert.Contains("at most 128", await DeepSeekTalk.RefusalAsync($$"""{"messages":[{"role":"user","content":"x"}],"tools":[{{tools}}]}"""), StringComparison.Ordinal);
    }
}
