using System.Text.Json.Nodes;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Sections 5.1 to 5.5: streams.</summary>
public sealed class StreamFactTests
{
    private const string TwoCalls =
        "answers: [{reasoning: The tool knows., toolCalls: [{name: weather, arguments: {town: Oslo}}, {name: weather, arguments: {town: Rome}}]}]";

    [Theory, ProviderFact("ds-5.1-framing")]
    public async Task Stream_IsEventsOfOneLine(string prefix)
    {
        var text = (await StreamAsync()).Text;

        var frames = text.Split("\n\n");
        Assert.Equal("", frames[^1]);
        Assert.All(frames[..^2], frame => Assert.NotNull(JsonNode.Parse(frame[prefix.Length..])));
        Assert.All(frames[..^1], frame => Assert.True(
            frame.StartsWith(prefix, StringComparison.Ordinal) && !frame.Contains('\n', StringComparison.Ordinal), frame));
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ds-5.1-done")]
    public async Task Stream_EndsWithItsMark(string mark) =>
        Assert.EndsWith($"}}\n\n{mark}\n\n", (await StreamAsync()).Text, StringComparison.Ordinal);

    [Theory, ProviderFact("ds-5.1-type")]
    public async Task Stream_HasItsContentType(string type) => Assert.Equal(type, (await StreamAsync()).Headers["content-type"]);

    [Theory, ProviderFact("ds-5.1-token-a-chunk")]
    public async Task Chunk_HasAboutSoManyTokens(int tokens)
    {
        var chunks = (await StreamAsync(isThinking: false)).Chunks;

        var spoken = chunks.Count - 2;
        Assert.Equal(tokens, Math.Round((double)chunks[^1]["usage"]!["completion_tokens"]! / spoken));
    }

    [Theory, ProviderFact("ds-5.2-order")]
    public async Task Chunk_HasTheseMembersInOrder(params string[] members)
    {
        var chunks = (await StreamAsync()).Chunks;

        Assert.All(chunks.SkipLast(1), chunk => Assert.Equal(members.SkipLast(1), DeepSeekReply.KeysOf(chunk)));
        Assert.Equal(members, DeepSeekReply.KeysOf(chunks[^1]));
    }

    [Theory, ProviderFact("ds-5.2-choice-order")]
    public async Task Choice_HasTheseMembersInOrder(params string[] members) =>
        Assert.All((await StreamAsync()).Chunks, chunk => Assert.Equal(members, DeepSeekReply.KeysOf(chunk["choices"]![0])));

    [Theory, ProviderFact("ds-5.2-object")]
    public async Task Chunk_HasItsObject(string kind) =>
        Assert.All((await StreamAsync()).Chunks, chunk => Assert.Equal(kind, (string?)chunk["object"]));

    [Theory, ProviderFact("ds-5.2-same")]
    public async Task Chunks_HaveMuchInCommon(int count)
    {
        var chunks = (await StreamAsync()).Chunks;

        Assert.Equal(count, chunks.Select(chunk => $"{chunk["id"]} {chunk["created"]} {chunk["model"]} {chunk["system_fingerprint"]}").Distinct().Count());
    }

    [Theory, ProviderFact("ds-5.3-asked")]
    public async Task Usage_AskedFor_IsNullInAllButTheLast(string member)
    {
        var reply = await StreamAsync(",\"stream_options\":{\"include_usage\":true}");

        var frames = reply.Text.Split("\n\n").Where(frame => frame.StartsWith("data: {", StringComparison.Ordinal)).ToList();
        Assert.All(frames.SkipLast(1), frame => Assert.EndsWith($",{member}}}", frame, StringComparison.Ordinal));
        Assert.NotNull(reply.Chunks[^1]["usage"]);
    }

    [Theory, ProviderFact("ds-5.3-not-asked")]
    public async Task Usage_NotAskedFor_IsInNoneButTheLast(int count)
    {
        List<JsonNode> chunks =
            [.. (await StreamAsync()).Chunks, .. (await StreamAsync(",\"stream_options\":{\"include_usage\":false}")).Chunks];

        var withKey = chunks.Count(chunk => DeepSeekReply.KeysOf(chunk).Contains("usage"));
        var last = chunks.Count(chunk => chunk["choices"]![0]!["finish_reason"] is not null);
        Assert.Equal(count, withKey - last);
        Assert.Equal(2, last);
    }

    [Theory, ProviderFact("ds-5.3-anyway")]
    public async Task Usage_OfTheLastChunk_IsWhole(int members)
    {
        var plain = (await StreamAsync()).Chunks[^1];
        var asked = (await StreamAsync(",\"stream_options\":{\"include_usage\":true}")).Chunks[^1];

        Assert.All([plain, asked], chunk => Assert.Equal(members, chunk["usage"]!.AsObject().Count));
    }

    [Theory, ProviderFact("ds-5.3-one-choice")]
    public async Task Chunk_HasOneChoice(int count) => Assert.All(
        (await StreamAsync(",\"stream_options\":{\"include_usage\":true}")).Chunks,
        chunk => Assert.Equal(count, chunk["choices"]!.AsArray().Count));

    [Theory, ProviderFact("ds-5.3-final")]
    public async Task FinishReason_IsOnTheLastChunk_WithoutContent(string content)
    {
        var chunks = (await StreamAsync()).Chunks;

        Assert.All(chunks.SkipLast(1), chunk => Assert.Null(chunk["choices"]![0]!["finish_reason"]));
        Assert.NotNull(chunks[^1]["choices"]![0]!["finish_reason"]);
        Assert.Equal(content, chunks[^1]["choices"]![0]!["delta"]!["content"]!.ToJsonString());
    }

    [Theory, ProviderFact("ds-5.4-plain")]
    public async Task Deltas_WithoutThinking_AreThese(string first, string text, string last)
    {
        var deltas = Deltas(await StreamAsync(isThinking: false));

        Assert.Equal((first, last), (deltas[0], deltas[^1]));
        Assert.All(deltas[1..^1], delta => DeepSeekReply.AssertLike(text, delta));
    }

    [Theory, ProviderFact("ds-5.4-thinking")]
    public async Task Deltas_WithThinking_AreThese(string first, string thought, string text, string last)
    {
        var deltas = Deltas(await StreamAsync());

        Assert.Equal((first, last), (deltas[0], deltas[^1]));
        var thoughts = deltas[1..^1].TakeWhile(delta => delta.StartsWith("""{"content":null""", StringComparison.Ordinal)).ToList();
        Assert.All(thoughts, delta => DeepSeekReply.AssertLike(thought, delta));
        Assert.All(deltas[(thoughts.Count + 1)..^1], delta => DeepSeekReply.AssertLike(text, delta));
        Assert.InRange(thoughts.Count, 2, deltas.Length - 4);
    }

    [Theory, ProviderFact("ds-5.4-cut-thinking")]
    public async Task Deltas_CutWhileThinking_HaveNoContent(string reason, int count)
    {
        var chunks = (await StreamAsync(",\"max_tokens\":6")).Chunks;

        Assert.Equal(reason, (string?)chunks[^1]["choices"]![0]!["finish_reason"]);
        Assert.Equal(count, chunks.SkipLast(1).Count(chunk => chunk["choices"]![0]!["delta"]!["content"] is not null));
    }

    [Theory, ProviderFact("ds-5.4-call-opens")]
    public async Task Call_OpensSo(string opening) =>
        DeepSeekReply.AssertLike(opening, CallDeltas(await StreamAsync(behaviour: TwoCalls))[0]);

    [Theory, ProviderFact("ds-5.4-call-goes-on")]
    public async Task Call_GoesOnSo(string part)
    {
        var parts = CallDeltas(await StreamAsync(behaviour: TwoCalls)).Skip(1)
            .TakeWhile(delta => !delta.Contains("call_01", StringComparison.Ordinal)).ToList();

        Assert.True(parts.Count > 1, "the arguments came in one piece");
        Assert.All(parts, delta => DeepSeekReply.AssertLike(part, delta));
        Assert.Equal("""{"town": "Oslo"}""", string.Concat(parts.Select(
            delta => (string?)JsonNode.Parse(delta)!["tool_calls"]![0]!["function"]!["arguments"])));
    }

    [Theory, ProviderFact("ds-5.4-second-call")]
    public async Task SecondCall_HasTheNextIndexAndId(int index, string id)
    {
        var openings = CallDeltas(await StreamAsync(behaviour: TwoCalls)).Where(delta => delta.Contains("\"id\"", StringComparison.Ordinal)).ToList();

        var call = JsonNode.Parse(openings[1])!["tool_calls"]![0]!;
        Assert.Equal((2, index), (openings.Count, (int)call["index"]!));
        Assert.StartsWith(id, (string?)call["id"], StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ds-5.4-call-ends")]
    public async Task Calls_EndSo(string last, string reason)
    {
        var reply = await StreamAsync(behaviour: TwoCalls);

        Assert.Equal((last, reason), (Deltas(reply)[^1], (string?)reply.Chunks[^1]["choices"]![0]!["finish_reason"]));
    }

    [Theory, ProviderFact("ds-5.4-logprobs")]
    public async Task Logprobs_NotAskedFor_AreNull(string value) => Assert.All(
        (await StreamAsync()).Chunks, chunk => Assert.Equal(value, chunk["choices"]![0]!["logprobs"]?.ToJsonString() ?? "null"));

    [Theory, ProviderFact("ds-5.5-error-event")]
    public async Task ErrorEvent_AskedFor_IsTheEnvelope(string member)
    {
        var chunks = (await StreamAsync(behaviour: "faults: [{fault: errorEvent, status: 503, frame: 3}]")).Chunks;

        Assert.Equal([member], DeepSeekReply.KeysOf(chunks[2]));
        Assert.Equal("service_unavailable_error", (string?)chunks[2][member]!["type"]);
    }

    private static Task<DeepSeekReply> StreamAsync(string more = "", bool isThinking = true, string behaviour = "") => isThinking
        ? DeepSeekAsk.ChatAsync($"\"stream\":true{more}", behaviour)
        : DeepSeekAsk.PlainChatAsync($"\"stream\":true{more}", behaviour);

    private static string[] Deltas(DeepSeekReply reply) =>
        [.. reply.Chunks.Select(chunk => chunk["choices"]![0]!["delta"]!.ToJsonString(Emulator.Faults.EventFrame.Json))];

    private static List<string> CallDeltas(DeepSeekReply reply) =>
        [.. Deltas(reply).Where(delta => delta.StartsWith("""{"tool_calls":""", StringComparison.Ordinal))];
}
