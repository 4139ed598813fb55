using System.Text;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Sections 4.3 and 5.4: logprobs, and the oddities of streams.</summary>
public sealed class LogprobFactTests
{
    [Theory, ProviderFact("ds-4.3-entry")]
    public async Task Logprob_HasTheseMembers(params string[] members)
    {
        var reply = await DeepSeekAsk.PlainChatAsync("\"logprobs\":true,\"top_logprobs\":2");

        Assert.All(
            reply.Json["choices"]![0]!["logprobs"]!["content"]!.AsArray(), entry => Assert.Equal(members, DeepSeekReply.KeysOf(entry)));
    }

    [Theory, ProviderFact("ds-4.3-top")]
    public async Task TopLogprob_HasTheseMembers(string token, string logprob, string bytes, int count)
    {
        var reply = await DeepSeekAsk.PlainChatAsync("\"logprobs\":true,\"top_logprobs\":3");

        var top = reply.Json["choices"]![0]!["logprobs"]!["content"]![0]!["top_logprobs"]!.AsArray();
        Assert.Equal(count, top.Count);
        Assert.All(top, one => Assert.Equal([token, logprob, bytes], DeepSeekReply.KeysOf(one)));
    }

    [Theory, ProviderFact("ds-4.3-thinking")]
    public async Task Logprobs_WithThinking_AreOfBoth(string thoughts, string content)
    {
        var reply = await DeepSeekAsk.ChatAsync("\"logprobs\":true");

        var logprobs = reply.Json["choices"]![0]!["logprobs"]!;
        Assert.NotEmpty(logprobs[thoughts]!.AsArray());
        Assert.NotEmpty(logprobs[content]!.AsArray());
    }

    [Theory, ProviderFact("ds-4.3-bytes")]
    public async Task Logprobs_Bytes_AreTheText(int difference)
    {
        var reply = await DeepSeekAsk.PlainChatAsync("\"logprobs\":true");

        var bytes = reply.Json["choices"]![0]!["logprobs"]!["content"]!.AsArray()
            .SelectMany(entry => entry!["bytes"]!.AsArray().Select(one => (byte)(int)one!)).ToArray();
        Assert.Equal((string?)reply.Message["content"], Encoding.UTF8.GetString(bytes));
        Assert.Equal(difference, bytes.Length - Encoding.UTF8.GetByteCount((string)reply.Message["content"]!));
    }

    [Theory, ProviderFact("ds-5.4-logprob-a-chunk")]
    public async Task Logprobs_Streamed_AreOneAChunk(int count, string none)
    {
        var chunks = (await DeepSeekAsk.PlainChatAsync("\"stream\":true,\"logprobs\":true")).Chunks;

        var logprobs = chunks.Select(chunk => chunk["choices"]![0]!["logprobs"]).ToList();
        Assert.All(logprobs[1..^1], one => Assert.Equal(count, one!["content"]!.AsArray().Count));
        Assert.All([logprobs[0], logprobs[^1]], one => Assert.Equal(none, one?.ToJsonString() ?? "null"));
    }

    [Theory, ProviderFact("ds-5.4-quirk-empty")]
    public async Task Quirk_EmptyCalls_StandBesideThoughts(string quirk, string seen)
    {
        var reply = await DeepSeekAsk.ChatAsync("\"stream\":true", $"provider: {{chat: {{quirks: [{quirk}]}}}}");

        Assert.Contains(seen, reply.Text, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ds-5.4-quirk-ids")]
    public async Task Quirk_EmptyIds_AreInCalls(string quirk, string seen)
    {
        var reply = await QuirkAsync(quirk);

        Assert.Contains(seen, reply.Text, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ds-5.4-quirk-gaps")]
    public async Task Quirk_Gaps_AreInIndexes(string quirk, int first)
    {
        var reply = await QuirkAsync(quirk);

        var call = reply.Chunks.Select(chunk => chunk["choices"]![0]!["delta"]!["tool_calls"]?[0]).First(one => one is not null);
        Assert.Equal(first, (int)call!["index"]!);
    }

    private static Task<DeepSeekReply> QuirkAsync(string quirk) => DeepSeekAsk.ChatAsync(
        "\"stream\":true,\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"description\":\"Hello to the weather\"}}],\"thinking\":{\"type\":\"disabled\"},\"tool_choice\":\"required\"",
        $"provider: {{chat: {{quirks: [{quirk}]}}}}");
}
