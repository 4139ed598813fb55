namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Sections 3.1 and 8: which formats, types of tools and choices there are.</summary>
public sealed class ChoiceFactTests
{
    private const string Beta = "/beta/chat/completions";

    private const string JsonAsked = """[{"role":"user","content":"Answer in json like {\"mood\": \"good\"}"}]""";

    private const string JsonMode = "\"response_format\":{\"type\":\"json_object\"}";

    private const string Weather =
        """{"type":"function","function":{"name":"get_weather","description":"Current weather of a place","parameters":{"type":"object","properties":{"place":{"type":"string"}},"required":["place"]}}}""";

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

    [Theory, ProviderFact("ds-3.1-messages")]
    public async Task Messages_AreAtLeastSoMany(int least)
    {
        Assert.Equal(200, (await MessagesAsync(least)).Status);
        Assert.Equal(400, (await MessagesAsync(least - 1)).Status);

        static Task<DeepSeekReply> MessagesAsync(int count) => DeepSeekAsk.PostAsync(DeepSeekAsk.Body(
            messages: $"[{string.Join(',', Enumerable.Repeat("""{"role":"user","content":"a"}""", count))}]"));
    }

    [Theory, ProviderFact("ds-8.1-empty")]
    public async Task Json_Empty_CanBeAskedFor(string content, string reason)
    {
        var reply = await DeepSeekAsk.PostAsync(
            DeepSeekAsk.Body(JsonMode, messages: JsonAsked), behaviour: "provider: {chat: {emptyJson: 1}}");

        Assert.Equal((content, reason), (reply.Message["content"]!.ToJsonString(), (string?)reply.Json["choices"]![0]!["finish_reason"]));
    }

    [Theory, ProviderFact("ds-8.3-types")]
    public async Task Strict_TakesTheseTypes(params string[] types)
    {
        Assert.Equal(6, types.Length);
        foreach (var (index, type) in types.Index())
        {
            var property = index switch
            {
                0 => $$"""{"type":"{{type}}","properties":{},"required":[],"additionalProperties":false}""",
                5 => $$$"""{"type":"{{{type}}}","items":{"type":"string"}}""",
                _ => $$"""{"type":"{{type}}"}""",
            };

            Assert.Equal((type, 200), (type, (await DeepSeekAsk.PostAsync(Strict(Of("a", property)), Beta)).Status));
        }
    }

    private static async Task<bool> IsCallingAsync(string choice, string text = "What is the weather in Oslo?")
    {
        var reply = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(
            $"\"thinking\":{{\"type\":\"disabled\"}},\"tools\":[{Weather}]{choice}",
            messages: $"[{{\"role\":\"user\",\"content\":\"{text}\"}}]"));
        return reply.Message["tool_calls"] is not null;
    }

    private static string Of(string name, string schema) =>
        $$$"""{"type":"object","properties":{"{{{name}}}":{{{schema}}}},"required":["{{{name}}}"],"additionalProperties":false}""";

    private static string Strict(string schema) => DeepSeekAsk.Body(
        $"\"tools\":[{{\"type\":\"function\",\"function\":{{\"name\":\"f\",\"strict\":true,\"parameters\":{schema}}}}}]");
}
