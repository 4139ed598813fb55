using System.Globalization;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 3.1: the fields of a request.</summary>
public sealed class RequestFactTests
{
    private const string Weather =
        """{"type":"function","function":{"name":"get_weather","description":"Current weather of a place","parameters":{"type":"object","properties":{"place":{"type":"string"}},"required":["place"]}}}""";

    [Theory, ProviderFact("ds-3.1-thinking")]
    public async Task Thinking_OnAndOff(string on, string off)
    {
        Assert.NotNull((await DeepSeekAsk.ChatAsync($"\"thinking\":{on}")).Message["reasoning_content"]);
        Assert.Null((await DeepSeekAsk.ChatAsync($"\"thinking\":{off}")).Message["reasoning_content"]);
        Assert.NotNull((await DeepSeekAsk.ChatAsync()).Message["reasoning_content"]);
    }

    [Theory, ProviderFact("ds-3.1-effort")]
    public async Task Effort_Higher_ThinksLonger(string low, string high, string max)
    {
        var lengths = new[] { (await ThoughtsAsync(low)).Length, (await ThoughtsAsync(high)).Length, (await ThoughtsAsync(max)).Length };

        Assert.True(lengths[0] < lengths[1] && lengths[1] < lengths[2], string.Join(", ", lengths));
    }

    [Theory, ProviderFact("ds-3.1-effort-synonyms")]
    public async Task Effort_Synonym_IsTheSame(string first, string low, string second, string high, string third, string max)
    {
        Assert.Equal(await ThoughtsAsync(low), await ThoughtsAsync(first));
        Assert.Equal(await ThoughtsAsync(high), await ThoughtsAsync(second));
        Assert.Equal(await ThoughtsAsync(max), await ThoughtsAsync(third));
    }

    [Theory, ProviderFact("ds-3.1-effort-default")]
    public async Task Effort_NotSaid_IsThis(string effort) =>
        Assert.Equal(await ThoughtsAsync(effort), (string?)(await DeepSeekAsk.ChatAsync()).Message["reasoning_content"]);

    [Theory, ProviderFact("ds-3.1-formats")]
    public async Task Formats_AreAccepted(string text, string json, int status)
    {
        foreach (var format in new[] { text, json })
        {
            var reply = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(
                $"\"response_format\":{{\"type\":\"{format}\"}}", messages: """[{"role":"user","content":"as json"}]"""));

            Assert.Equal(status, reply.Status);
        }
    }

    [Theory, ProviderFact("ds-3.1-stop")]
    public async Task Stops_AreSoMany(int most, int status)
    {
        Assert.Equal(200, (await StopsAsync(most)).Status);
        Assert.Equal(status, (await StopsAsync(most + 1)).Status);

        static Task<DeepSeekReply> StopsAsync(int count) =>
            DeepSeekAsk.ChatAsync($"\"stop\":[{string.Join(',', Enumerable.Range(1000, count).Select(one => $"\"~{one}\""))}]");
    }

    [Theory, ProviderFact("ds-3.1-stop-ends")]
    public async Task Stop_EndsTheTextBeforeIt(string reason)
    {
        const string Own = "answers: [{text: one two three four}]";

        var reply = await DeepSeekAsk.PlainChatAsync("\"stop\":\" three\"", Own);

        Assert.Equal(("one two", reason), ((string?)reply.Message["content"], (string?)reply.Json["choices"]![0]!["finish_reason"]));
    }

    [Theory]
    [ProviderFact("ds-3.1-temperature", "temperature")]
    [ProviderFact("ds-3.1-top-logprobs", "\"logprobs\":true,\"top_logprobs")]
    public async Task Number_HasItsRange(string name, int least, int most)
    {
        var field = name.StartsWith('"') ? name : $"\"{name}";

        Assert.Equal(200, (await DeepSeekAsk.PlainChatAsync($"{field}\":{least}")).Status);
        Assert.Equal(200, (await DeepSeekAsk.PlainChatAsync($"{field}\":{most}")).Status);
        Assert.Equal(400, (await DeepSeekAsk.PlainChatAsync($"{field}\":{least - 1}")).Status);
        Assert.Equal(400, (await DeepSeekAsk.PlainChatAsync($"{field}\":{most + 1}")).Status);
    }

    [Theory, ProviderFact("ds-3.1-top-p")]
    public async Task TopP_HasItsEnd(int most)
    {
        Assert.Equal(200, (await DeepSeekAsk.PlainChatAsync($"\"top_p\":{most}")).Status);
        Assert.Equal(400, (await DeepSeekAsk.PlainChatAsync(string.Create(CultureInfo.InvariantCulture, $"\"top_p\":{most}.5"))).Status);
    }

    [Theory, ProviderFact("ds-3.1-no-effect")]
    public async Task Sampling_WhileThinking_ChangesNothing(int answers)
    {
        string[] wishes = ["\"temperature\":0", "\"temperature\":2", "\"frequency_penalty\":2,\"presence_penalty\":-2"];

        var replies = await Task.WhenAll(wishes.Select(wish => DeepSeekAsk.ChatAsync(wish)));

        Assert.Equal(answers, replies.Select(reply => reply.Message.ToJsonString()).Distinct().Count());
    }

    [Theory, ProviderFact("ds-3.1-penalties")]
    public async Task Penalties_AreAccepted(int status) =>
        Assert.Equal(status, (await DeepSeekAsk.ChatAsync("\"frequency_penalty\":9,\"presence_penalty\":-9")).Status);

    [Theory, ProviderFact("ds-3.1-tools")]
    public async Task Tools_AreSoMany(int most)
    {
        Assert.Equal(200, (await ToolsAsync(most)).Status);
        Assert.Equal(400, (await ToolsAsync(most + 1)).Status);

        static Task<DeepSeekReply> ToolsAsync(int count) => DeepSeekAsk.ChatAsync(
            $"\"tools\":[{string.Join(',', Enumerable.Range(0, count).Select(one => $$$"""{"type":"function","function":{"name":"f{{{one}}}"}}"""))}]");
    }

    [Theory, ProviderFact("ds-3.1-tool-kind")]
    public async Task Tool_HasItsType(string kind)
    {
        Assert.Equal(200, (await DeepSeekAsk.ChatAsync($$$"""
            "tools":[{"type":"{{{kind}}}","function":{"name":"f"}}]
            """)).Status);
        Assert.Equal(400, (await DeepSeekAsk.ChatAsync("\"tools\":[{\"type\":\"retrieval\",\"function\":{\"name\":\"f\"}}]")).Status);
    }

    [Theory, ProviderFact("ds-3.1-tool-choice")]
    public async Task ToolChoice_NotSaid_IsAuto(string auto, string none)
    {
        Assert.True(await IsCallingAsync(""));
        Assert.True(await IsCallingAsync($",\"tool_choice\":\"{auto}\""));
        Assert.False(await IsCallingAsync($",\"tool_choice\":\"{none}\""));
    }

    [Theory, ProviderFact("ds-3.1-tool-required")]
    public async Task ToolChoice_Required_Calls(string required)
    {
        Assert.False(await IsCallingAsync("", "Sing a song"));
        Assert.True(await IsCallingAsync($",\"tool_choice\":\"{required}\"", "Sing a song"));
    }

    [Theory, ProviderFact("ds-3.1-top-logprobs-alone")]
    public async Task TopLogprobs_WithoutLogprobs_AreRefused(int status) =>
        Assert.Equal(status, (await DeepSeekAsk.PlainChatAsync("\"top_logprobs\":2")).Status);

    [Theory, ProviderFact("ds-3.1-user-id")]
    public async Task UserId_IsSoLong(int most)
    {
        Assert.Equal(200, (await DeepSeekAsk.ChatAsync($"\"user_id\":\"{new string('u', most)}\"")).Status);
        Assert.Equal(400, (await DeepSeekAsk.ChatAsync($"\"user_id\":\"{new string('u', most + 1)}\"")).Status);
    }

    [Theory, ProviderFact("ds-3.1-unknown")]
    public async Task UnknownFields_AreLetPass(int status) => Assert.Equal(status, (await DeepSeekAsk.ChatAsync(
        "\"prompt_cache_key\":\"k\",\"seed\":7,\"user\":\"u\",\"parallel_tool_calls\":false")).Status);

    [Theory, ProviderFact("ds-3.1-messages")]
    public async Task Messages_AreAtLeastSoMany(int least)
    {
        Assert.Equal(200, (await MessagesAsync(least)).Status);
        Assert.Equal(400, (await MessagesAsync(least - 1)).Status);

        static Task<DeepSeekReply> MessagesAsync(int count) => DeepSeekAsk.PostAsync(DeepSeekAsk.Body(
            messages: $"[{string.Join(',', Enumerable.Repeat("""{"role":"user","content":"a"}""", count))}]"));
    }

    private static async Task<string> ThoughtsAsync(string effort) =>
        (string)(await DeepSeekAsk.ChatAsync($"\"reasoning_effort\":\"{effort}\"")).Message["reasoning_content"]!;

    private static async Task<bool> IsCallingAsync(string choice, string text = "What is the weather in Oslo?")
    {
        var reply = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(
            $"\"thinking\":{{\"type\":\"disabled\"}},\"tools\":[{Weather}]{choice}",
            messages: $"[{{\"role\":\"user\",\"content\":\"{text}\"}}]"));
        return reply.Message["tool_calls"] is not null;
    }
}
