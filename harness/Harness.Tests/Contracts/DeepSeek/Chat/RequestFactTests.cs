namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Sections 3.1 to 3.3: what a request may say, and how much of it.</summary>
public sealed class RequestFactTests
{
    private const string Tool = """{"type":"function","function":{"name":"NAME"}}""";

    [Theory, ProviderFact("ds-3.1-thinking-default")]
    public async Task Thinking_NotSaid_IsAsIfSaid(string type)
    {
        var said = await DeepSeekAsk.ChatAsync($$$"""
            "thinking":{"type":"{{{type}}}"}
            """);

        Assert.Equal(200, said.Status);
        Assert.Equal((await DeepSeekAsk.ChatAsync()).Message.ToJsonString(), said.Message.ToJsonString());
        Assert.NotNull(said.Message["reasoning_content"]);
    }

    [Theory, ProviderFact("ds-3.1-thinking-off")]
    public async Task Thinking_SwitchedOff_IsNotThere(string type)
    {
        var reply = await DeepSeekAsk.ChatAsync($$$"""
            "thinking":{"type":"{{{type}}}"}
            """);

        Assert.Equal(["role", "content"], DeepSeekReply.KeysOf(reply.Message));
    }

    [Theory, ProviderFact("ds-3.1-effort")]
    public async Task Effort_OfEachKind_ThinksLongerThanTheOneBefore(string low, string high, string max, string usual)
    {
        Assert.True(await ThoughtsAsync(low) < await ThoughtsAsync(high));
        Assert.True(await ThoughtsAsync(high) < await ThoughtsAsync(max));
        Assert.Equal(((string)(await DeepSeekAsk.ChatAsync()).Message["reasoning_content"]!).Length, await ThoughtsAsync(usual));
    }

    [Theory, ProviderFact("ds-3.1-effort-synonyms")]
    public async Task Effort_Synonym_ThinksAsLong(string minimal, string low, string medium, string high, params string[] highest)
    {
        Assert.Equal(await ThoughtsAsync(low), await ThoughtsAsync(minimal));
        Assert.Equal(await ThoughtsAsync(high), await ThoughtsAsync(medium));
        Assert.Equal(await ThoughtsAsync(highest[1]), await ThoughtsAsync(highest[0]));
        Assert.True(await ThoughtsAsync(low) < await ThoughtsAsync(high));
    }

    [Theory, ProviderFact("ds-3.1-stops")]
    public async Task Stops_OneTooMany_AreRefused(int most, int refused) => await CheckMostAsync(
        most, refused, static count => $"\"stop\":[{string.Join(",", Enumerable.Range(0, count).Select(at => $"\"~{at}~\""))}]");

    [Theory, ProviderFact("ds-3.1-tools")]
    public async Task Tools_OneTooMany_AreRefused(int most, int refused) => await CheckMostAsync(
        most,
        refused,
        static count => $"\"tools\":[{string.Join(",", Enumerable.Range(0, count).Select(at => Tool.Replace("NAME", $"f{at}", StringComparison.Ordinal)))}]");

    [Theory, ProviderFact("ds-3.3-name")]
    public async Task ToolName_OneLetterTooLong_IsRefused(int most, int refused) => await CheckMostAsync(
        most, refused, static count => $"\"tools\":[{Tool.Replace("NAME", new string('f', count), StringComparison.Ordinal)}]");

    [Theory, ProviderFact("ds-3.1-top-logprobs")]
    public async Task TopLogprobs_OneTooMany_AreRefused(int most, int refused) =>
        await CheckMostAsync(most, refused, static count => $"\"logprobs\":true,\"top_logprobs\":{count}");

    [Theory, ProviderFact("ds-3.1-top-logprobs-alone")]
    public async Task TopLogprobs_WithoutLogprobs_AreRefused(int refused) =>
        Assert.Equal(refused, (await DeepSeekAsk.ChatAsync("\"top_logprobs\":2")).Status);

    [Theory, ProviderFact("ds-3.1-temperature")]
    public async Task Temperature_AboveTheRange_IsRefused(int most, int refused) =>
        await CheckMostAsync(most, refused, static count => $"\"temperature\":{count}");

    [Theory, ProviderFact("ds-3.1-top-p")]
    public async Task TopP_AboveTheRange_IsRefused(int most, int refused) =>
        await CheckMostAsync(most, refused, static count => $"\"top_p\":{count}");

    [Theory, ProviderFact("ds-3.1-user-id")]
    public async Task UserId_OneByteTooLong_IsRefused(int most, int refused) =>
        await CheckMostAsync(most, refused, static count => $"\"user_id\":\"{new string('u', count)}\"");

    [Theory, ProviderFact("ds-3.1-penalties")]
    public async Task Penalties_OfAnyKind_ChangeNothing(int status)
    {
        var reply = await DeepSeekAsk.ChatAsync("""
            "frequency_penalty":7,"presence_penalty":"x"
            """);

        Assert.Equal(status, reply.Status);
        Assert.Equal((await DeepSeekAsk.ChatAsync()).Message.ToJsonString(), reply.Message.ToJsonString());
    }

    [Theory, ProviderFact("ds-3.4-sampling")]
    public async Task Sampling_WhileThinking_ChangesNothing(int status)
    {
        var reply = await DeepSeekAsk.ChatAsync("\"temperature\":2,\"top_p\":0.1");

        Assert.Equal(status, reply.Status);
        Assert.Equal((await DeepSeekAsk.ChatAsync()).Message.ToJsonString(), reply.Message.ToJsonString());
    }

    [Theory, ProviderFact("ds-3.1-unknown")]
    public async Task Fields_Unknown_AreTolerated(int status) => Assert.Equal(status, (await DeepSeekAsk.ChatAsync("""
        "prompt_cache_key":"a","n":1,"seed":7,"user":"u","parallel_tool_calls":false
        """)).Status);

    [Theory, ProviderFact("ds-3.1-max-tokens")]
    public async Task MaxTokens_Spent_EndTheAnswer(int tokens, string reason)
    {
        var reply = await DeepSeekAsk.PlainChatAsync("\"max_tokens\":6");

        Assert.Equal((tokens, reason), ((int)reply.Json["usage"]!["completion_tokens"]!, (string?)reply.Json["choices"]![0]!["finish_reason"]));
    }

    [Theory, ProviderFact("ds-3.1-stop")]
    public async Task Stop_Met_EndsTheTextBeforeIt(string reason)
    {
        var whole = (string)(await DeepSeekAsk.PlainChatAsync()).Message["content"]!;
        var reply = await DeepSeekAsk.PlainChatAsync($"\"stop\":[\"{whole[4..8]}\"]");

        Assert.Equal((whole[..whole.IndexOf(whole[4..8], StringComparison.Ordinal)], reason), ((string)reply.Message["content"]!, (string?)reply.Json["choices"]![0]!["finish_reason"]));
    }

    [Theory, ProviderFact("ds-3.2-url")]
    public async Task ImageUrl_OneLetterTooLong_IsRefused(int most, int refused)
    {
        Assert.Equal(200, await PictureAsync(most));
        Assert.Equal(refused, await PictureAsync(most + 1));

        static async Task<int> PictureAsync(int letters) => (await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(messages: $$$"""
            [{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/{{{new string('a', letters - 20)}}}"}}]}]
            """))).Status;
    }

    private static async Task<int> ThoughtsAsync(string effort) =>
        ((string)(await DeepSeekAsk.ChatAsync($"\"reasoning_effort\":\"{effort}\"")).Message["reasoning_content"]!).Length;

    private static async Task CheckMostAsync(int most, int refused, Func<int, string> fields)
    {
        Assert.Equal(200, (await DeepSeekAsk.PlainChatAsync(fields(most))).Status);
        Assert.Equal(refused, (await DeepSeekAsk.PlainChatAsync(fields(most + 1))).Status);
    }
}
