using ProviderClients.DeepSeek.Chat;

namespace ProviderClients.Tests.DeepSeek.Chat;

/// <summary>What a whole answer becomes, in every shape that the provider gives it.</summary>
public sealed class DeepSeekChatAnswerTests
{
    private const string Usage =
        """{"prompt_tokens":40,"completion_tokens":50,"total_tokens":90,"prompt_tokens_details":{"cached_tokens":16},"completion_tokens_details":{"reasoning_tokens":30},"prompt_cache_hit_tokens":16,"prompt_cache_miss_tokens":24}""";

    [Fact]
    public async Task Answer_WithThoughtsAndCalls_KeepsThemApart()
    {
        var answer = await AskAsync(Body(
            """{"role":"assistant","content":"","reasoning_content":"Look it up.","tool_calls":[{"index":0,"id":"call_00_a","type":"function","function":{"name":"tide_at","arguments":"{\"port\": \"Husum\"}"}},{"index":1,"id":"call_01_b","type":"function","function":{"name":"tide_at","arguments":"{\"port\": "}}]}""",
            "tool_calls"));

        Assert.Equal(("", "Look it up.", true), (answer.Content, answer.Reasoning, answer.IsWhole));
        Assert.Equal(["call_00_a", "call_01_b"], answer.ToolCalls.Select(call => call.Id));
        Assert.True(answer.ToolCalls[0].TryReadArguments(out var arguments));
        Assert.Equal("Husum", (string?)arguments["port"]);
        Assert.False(answer.ToolCalls[1].TryReadArguments(out _));
    }

    [Fact]
    public async Task Answer_TokensAndPrice_AreToTheLastDigit()
    {
        var answer = await AskAsync(Body("""{"role":"assistant","content":"14:05","reasoning_content":"."}""", "stop"));

        Assert.Equal(new DeepSeekChatUsage(40, 50, 30, 16), answer.Usage);
        Assert.Equal((24, 90), (answer.Usage.UncachedTokens, answer.Usage.TotalTokens));
        Assert.Equal(((0.003m * 16) + (0.15m * 24) + (0.60m * 50)) / 1_000_000m, answer.CostUsd);
    }

    [Theory]
    [InlineData("deepseek-flash", "null", "\"settledMicroUsd\":34,")]
    [InlineData("deepseek-nobody-knows", "null", "\"settledMicroUsd\":null,")]
    public async Task Answer_OfAnUnknownModel_HasAnUnknownPriceInTheAuditToo(string model, string logprobs, string expected)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(
            200, Body("""{"role":"assistant","content":"x"}""", "stop", model, logprobs)));

        var answer = await rig.FlyAsync(() => Client(rig).CompleteAsync(Request));

        Assert.Equal(model is "deepseek-flash", answer.CostUsd is not null);
        Assert.Contains(expected, Assert.Single(rig.Audit.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_AllSpentOnThinking_IsAnAnswerThatIsNotWhole()
    {
        var answer = await AskAsync(Body("""{"role":"assistant","content":"","reasoning_content":"Well, well"}""", "length"));

        Assert.Equal(("", "Well, well", "length", false), (answer.Content, answer.Reasoning, answer.FinishReason, answer.IsWhole));
    }

    [Theory]
    [InlineData("content_filter", "Half a sen")]
    [InlineData("insufficient_system_resource", "Half a sen")]
    [InlineData("length", "{\"half\": ")]
    public async Task Answer_BrokenOff_IsGivenWithItsReason(string reason, string content)
    {
        var answer = await AskAsync(Body($$"""{"role":"assistant","content":{{System.Text.Json.JsonSerializer.Serialize(content)}}}""", reason));

        Assert.Equal((content, reason, false), (answer.Content, answer.FinishReason, answer.IsWhole));
        Assert.Null(answer.Reasoning);
    }

    [Fact]
    public async Task Answer_WithLogprobs_HasEveryTokenAndWhatElseCouldHaveStoodThere()
    {
        var answer = await AskAsync(Body(
            """{"role":"assistant","content":"Moin"}""",
            "stop",
            logprobs: """{"content":[{"token":"Moin","logprob":-0.25,"bytes":[77,111,105,110],"top_logprobs":[{"token":"Moin","logprob":-0.25,"bytes":null},{"token":"Hi","logprob":-9999.0,"bytes":null}]}],"reasoning_content":[{"token":"a","logprob":-1,"bytes":null,"top_logprobs":[]}]}"""));

        var token = Assert.Single(answer.Logprobs);
        Assert.Equal(("Moin", -0.25), (token.Token, token.Logprob));
        Assert.Equal("Moin"u8.ToArray(), token.Bytes!.Value.ToArray());
        Assert.Equal([-0.25, -9999], token.Alternatives.Select(other => other.Logprob));
        Assert.Equal("a", Assert.Single(answer.ReasoningLogprobs).Token);
    }

    private static readonly DeepSeekChatRequest Request = new() { Messages = [new DeepSeekChatMessage("user", "When?")], CallId = "c-1" };

    // Friday, 20 November 2026, 12:00 UTC: off-peak.
    private static string Body(string message, string finish, string model = "deepseek-flash", string logprobs = "null") =>
        $$"""{"id":"7e1c","object":"chat.completion","created":1795176000,"model":"{{model}}","choices":[{"index":0,"message":{{message}},"logprobs":{{logprobs}},"finish_reason":"{{finish}}"}],"usage":{{Usage}},"system_fingerprint":"f"}""";

    private static DeepSeekChatClient Client(ClientRig rig) => new(new DeepSeekChatOptions { ApiKey = "sk-canary" }, rig.Services);

    private static async Task<DeepSeekChatCompletion> AskAsync(string body)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, body));
        return await rig.FlyAsync(() => Client(rig).CompleteAsync(Request));
    }
}
