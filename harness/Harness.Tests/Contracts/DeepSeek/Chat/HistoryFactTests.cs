namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 3.4: which thoughts of a history must come back.</summary>
public sealed class HistoryFactTests
{
    private const string Call = """[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]""";

    [Theory, ProviderFact("ds-3.4-missing")]
    public async Task Turn_WithToolsAndWithoutThoughts_IsRefused(int refused, string message)
    {
        var reply = await AskAsync(WithTools(""));

        Assert.Equal(refused, reply.Status);
        Assert.StartsWith($"{message} (request_id: ", (string?)reply.Error["message"], StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ds-3.4-empty")]
    public async Task Turn_WithEmptyThoughts_IsAnswered(int status) =>
        Assert.Equal(status, (await AskAsync(WithTools(""","reasoning_content":"" """))).Status);

    [Theory, ProviderFact("ds-3.4-without-tools")]
    public async Task Turn_WithoutTools_NeedsNoThoughts(int status) =>
        Assert.Equal(status, (await AskAsync(WithoutTools(""))).Status);

    [Theory, ProviderFact("ds-3.4-ignored")]
    public async Task Turn_WithoutTools_ThoughtsAreIgnored(int tokens)
    {
        var without = (await AskAsync(WithoutTools(""))).Json["usage"]!["prompt_tokens"]!;
        var with = (await AskAsync(WithoutTools(""","reasoning_content":"many words that count for nothing" """))).Json["usage"]!["prompt_tokens"]!;

        Assert.Equal(tokens, (int)with - (int)without);
    }

    [Theory, ProviderFact("ds-3.4-modes")]
    public async Task Rule_OfTheScenario_IsStricterOrNone(string strict, int refused, string lenient, int status)
    {
        Assert.Equal(refused, (await AskAsync(WithoutTools(""), Mode(strict))).Status);
        Assert.Equal(status, (await AskAsync(WithTools(""), Mode(lenient))).Status);

        static string Mode(string rule) => $"provider: {{chat: {{reasoningHistory: {rule}}}}}";
    }

    private static Task<DeepSeekReply> AskAsync(string messages, string behaviour = "") =>
        DeepSeekAsk.PostAsync(DeepSeekAsk.Body(messages: messages), behaviour: behaviour);

    private static string WithTools(string thoughts) => $$"""
        [{"role":"user","content":"go"},{"role":"assistant","content":""{{thoughts}},"tool_calls":{{Call}}},
        {"role":"tool","tool_call_id":"a","content":"1"},{"role":"assistant","content":"so"{{thoughts}}},{"role":"user","content":"and?"}]
        """;

    private static string WithoutTools(string thoughts) =>
        $$"""[{"role":"user","content":"go"},{"role":"assistant","content":"so"{{thoughts}}},{"role":"user","content":"and?"}]""";
}
