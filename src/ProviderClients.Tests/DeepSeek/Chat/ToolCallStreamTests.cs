using ProviderClients.DeepSeek.Chat;

namespace ProviderClients.Tests.DeepSeek.Chat;

/// <summary>Streams with thoughts and function calls, as the provider sends them and as hosts like it do.</summary>
public sealed class ToolCallStreamTests
{
    private const string Usage = """{"prompt_tokens":40,"completion_tokens":50,"total_tokens":90,"completion_tokens_details":{"reasoning_tokens":30},"prompt_cache_hit_tokens":16,"prompt_cache_miss_tokens":24}""";

    [Fact]
    public async Task Stream_ThoughtsTextAndTwoCalls_ArePutTogether()
    {
        var (updates, answer) = await ReadAsync(
            Piece("""{"role":"assistant","content":null,"reasoning_content":""}"""),
            Piece("""{"content":null,"reasoning_content":"Look "}"""),
            Piece("""{"content":null,"reasoning_content":"it up."}"""),
            Piece("""{"content":"One moment.","reasoning_content":null}"""),
            Piece("""{"tool_calls":[{"index":0,"id":"call_00_a","type":"function","function":{"name":"tide_at","arguments":""}}]}"""),
            Piece("""{"tool_calls":[{"index":0,"function":{"arguments":"{\"port\""}}]}"""),
            Piece("""{"tool_calls":[{"index":0,"function":{"arguments":": \"Husum\"}"}}]}"""),
            Piece("""{"tool_calls":[{"index":1,"id":"call_01_b","type":"function","function":{"name":"wind_at","arguments":""}}]}"""),
            Piece("""{"tool_calls":[{"index":1,"function":{"arguments":"{}"}}]}"""),
            Piece("""{"content":"","reasoning_content":null}""", "tool_calls", Usage));

        Assert.Equal(("One moment.", "Look it up.", "tool_calls"), (answer.Content, answer.Reasoning, answer.FinishReason));
        Assert.Equal(
            [new DeepSeekToolCall("call_00_a", "tide_at", """{"port": "Husum"}"""), new DeepSeekToolCall("call_01_b", "wind_at", "{}")],
            answer.ToolCalls);
        Assert.Equal(new DeepSeekChatUsage(40, 50, 30, 16), answer.Usage);
        Assert.Equal(33.648m / 1_000_000m, answer.CostUsd);
        Assert.Equal(("deepseek-flash", "7e1c"), (answer.Model, answer.Id));
        Assert.All(updates.SkipLast(1), update => Assert.Null(update.Usage));
    }

    [Fact]
    public async Task Stream_CallsWithGapsRepeatedAndEmptyIds_BelongTogetherByIndex()
    {
        var (_, answer) = await ReadAsync(
            Piece("""{"content":null,"reasoning_content":"Hm","tool_calls":[]}"""),
            Piece("""{"tool_calls":[{"index":4,"id":"","type":"function","function":{"name":"wind_at","arguments":"{"}}]}"""),
            Piece("""{"tool_calls":[{"index":2,"id":"call_a","type":"function","function":{"name":"tide_at"}}]}"""),
            Piece("""{"tool_calls":[{"index":4,"id":"call_b","function":{"arguments":"}"}},{"index":2,"id":"","function":{"name":null,"arguments":"[1"}}]}"""),
            Piece("""{"tool_calls":[{"index":2,"id":"call_a","function":{"name":"tide_at","arguments":",2]"}}]}"""),
            Piece("""{"content":""}""", "tool_calls"));

        Assert.Equal(
            [new DeepSeekToolCall("call_a", "tide_at", "[1,2]"), new DeepSeekToolCall("call_b", "wind_at", "{}")], answer.ToolCalls);
        Assert.False(answer.ToolCalls[0].TryReadArguments(out _));
        Assert.True(answer.ToolCalls[1].TryReadArguments(out _));
    }

    [Fact]
    public async Task Stream_BrokenInsideTheArguments_LeavesWhatCame()
    {
        var accumulator = new DeepSeekChatAccumulator();
        using var rig = Rig(
            BodyEnd.Breaks,
            Piece("""{"tool_calls":[{"index":0,"id":"call_00_a","type":"function","function":{"name":"tide_at","arguments":"{\"po"}}]}"""));

        var failure = await rig.FailAsync(() => AccumulateAsync(rig, accumulator, []));

        Assert.Equal(ProviderErrorKind.StreamInterrupted, failure.Kind);
        Assert.Equal("{\"po", Assert.Single(accumulator.ToCompletion().ToolCalls).Arguments);
        Assert.False(accumulator.ToCompletion().IsWhole);
        Assert.Single(rig.Seen);
        Assert.Contains("\"settledMicroUsd\":null,", Assert.Single(rig.Audit.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_EndsInsideTheThoughts_HasNoTextAndSaysWhy()
    {
        var (_, answer) = await ReadAsync(
            Piece("""{"role":"assistant","content":null,"reasoning_content":""}"""),
            Piece("""{"content":null,"reasoning_content":"On the one hand"}"""),
            Piece("""{"content":"","reasoning_content":null}""", "length", Usage));

        Assert.Equal(("", "On the one hand", "length"), (answer.Content, answer.Reasoning, answer.FinishReason));
    }

    [Fact]
    public async Task Stream_WithoutThinking_HasNoThoughtsAndNotEmptyOnes()
    {
        var (_, answer) = await ReadAsync(
            Piece("""{"role":"assistant","content":""}"""), Piece("""{"content":"14:05"}"""), Piece("""{"content":""}""", "stop"));

        Assert.Null(answer.Reasoning);
        Assert.Null(answer.CostUsd);
    }

    [Fact]
    public async Task Stream_UsageOnAPieceOfItsOwn_IsReadAllTheSame()
    {
        var (_, answer) = await ReadAsync(
            Piece("""{"content":"14:05"}"""),
            Piece("""{"content":""}""", "stop"),
            $$"""data: {"model":"deepseek-flash","choices":[],"usage":{{Usage}}}""" + "\n\n");

        Assert.Equal((40, "stop"), (answer.Usage.PromptTokens, answer.FinishReason));
    }

    [Fact]
    public async Task Stream_WithLogprobs_GathersThem()
    {
        const string Token = """{"content":[{"token":"14","logprob":-0.5,"bytes":[49,52],"top_logprobs":[]}]}""";

        var (_, answer) = await ReadAsync(
            Piece("""{"role":"assistant","content":""}"""),
            Piece("""{"content":"14"}""", logprobs: Token),
            Piece("""{"content":"14"}""", logprobs: Token),
            Piece("""{"content":""}""", "stop"));

        Assert.Equal(["14", "14"], answer.Logprobs.Select(token => token.Token));
    }

    private static readonly DeepSeekChatRequest Request = new() { Messages = [new DeepSeekChatMessage("user", "When?")] };

    private static string Piece(string delta, string? finish = null, string? usage = null, string? logprobs = null) =>
        $$"""data: {"id":"7e1c","object":"chat.completion.chunk","created":1795176000,"model":"deepseek-flash","system_fingerprint":"f","choices":[{"index":0,"delta":{{delta}},"logprobs":{{logprobs ?? "null"}},"finish_reason":{{(finish is null ? "null" : $"\"{finish}\"")}}}],"usage":{{usage ?? "null"}}}"""
        + "\n\n";

    private static ClientRig Rig(BodyEnd end, params string[] pieces) => new((rig, _) => Task.FromResult(
        new ScriptedBody(rig.Clock, end, [.. pieces.Select(piece => (TimeSpan.FromMilliseconds(20), piece))]).Response()));

    private static async Task<(List<DeepSeekChatUpdate> Updates, DeepSeekChatCompletion Answer)> ReadAsync(params string[] pieces)
    {
        var accumulator = new DeepSeekChatAccumulator();
        List<DeepSeekChatUpdate> updates = [];
        using var rig = Rig(BodyEnd.Ends, [.. pieces, "data: [DONE]\n\n"]);
        await rig.FlyAsync(() => AccumulateAsync(rig, accumulator, updates));
        return (updates, accumulator.ToCompletion());
    }

    private static async Task<bool> AccumulateAsync(ClientRig rig, DeepSeekChatAccumulator accumulator, List<DeepSeekChatUpdate> updates)
    {
        var client = new DeepSeekChatClient(new DeepSeekChatOptions { ApiKey = "sk-canary" }, rig.Services);
        await foreach (var update in client.StreamAsync(Request))
        {
            accumulator.Add(update);
            updates.Add(update);
        }

        return true;
    }
}
