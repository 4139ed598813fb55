using System.Text.Json.Nodes;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Sections 8.1 to 8.3: JSON, tools, and schemas that are strict.</summary>
public sealed class ToolFactTests
{
    private const string Beta = "/beta/chat/completions";

    private const string JsonAsked = """[{"role":"user","content":"Answer in json like {\"mood\": \"good\"}"}]""";

    private const string JsonMode = "\"response_format\":{\"type\":\"json_object\"}";

    private const string Weather =
        """{"type":"function","function":{"name":"get_weather","description":"Current weather of a place","parameters":{"type":"object","properties":{"place":{"type":"string"}},"required":["place"]}}}""";

    [Theory, ProviderFact("ds-8.1-json")]
    public async Task Json_IsAnObject(string kind)
    {
        var reply = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(JsonMode, messages: JsonAsked));

        Assert.Equal(kind, $"{JsonNode.Parse((string)reply.Message["content"]!)!.GetValueKind()}");
    }

    [Theory, ProviderFact("ds-8.1-thinking")]
    public async Task Json_WithThinking_HasThoughts(params string[] members)
    {
        var reply = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(JsonMode, messages: JsonAsked));

        Assert.Equal(members, DeepSeekReply.KeysOf(reply.Message));
        Assert.NotNull(JsonNode.Parse((string)reply.Message["content"]!));
    }

    [Theory, ProviderFact("ds-8.1-empty")]
    public async Task Json_Empty_CanBeAskedFor(string content, string reason)
    {
        var reply = await DeepSeekAsk.PostAsync(
            DeepSeekAsk.Body(JsonMode, messages: JsonAsked), behaviour: "provider: {chat: {emptyJson: 1}}");

        Assert.Equal((content, reason), (reply.Message["content"]!.ToJsonString(), (string?)reply.Json["choices"]![0]!["finish_reason"]));
    }

    [Theory, ProviderFact("ds-8.2-parallel")]
    public async Task Calls_OfTwoPlaces_AreTwo(int count)
    {
        var reply = await AskAsync("Compare the weather in Paris and Oslo please");

        Assert.Equal(count, reply.Message["tool_calls"]!.AsArray().Count);
    }

    [Theory, ProviderFact("ds-8.2-thinking")]
    public async Task Calls_WhileThinking_HaveThoughts(string reason)
    {
        var reply = await AskAsync("What is the weather in Oslo?");

        Assert.Equal(reason, (string?)reply.Json["choices"]![0]!["finish_reason"]);
        Assert.NotNull(reply.Message["reasoning_content"]);
    }

    [Theory, ProviderFact("ds-8.2-text-before")]
    public async Task Calls_WithATextBefore_CanBeAskedFor(string text)
    {
        var reply = await DeepSeekAsk.ChatAsync(behaviour: "answers: [{text: Let me see., toolCalls: [{name: weather, arguments: {}}]}]");

        Assert.Equal(text, (string?)reply.Message["content"]);
        Assert.NotNull(reply.Message["tool_calls"]);
    }

    [Theory, ProviderFact("ds-8.3-only-beta")]
    public async Task Strict_IsCheckedOnBetaOnly(int refused, string beta, int status)
    {
        const string Open = """{"type":"object","properties":{}}""";

        Assert.Equal(refused, (await DeepSeekAsk.PostAsync(Strict(Open), beta)).Status);
        Assert.Equal(status, (await DeepSeekAsk.PostAsync(Strict(Open))).Status);
        Assert.Equal(200, (await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(), beta)).Status);
    }

    [Theory, ProviderFact("ds-8.3-all")]
    public async Task Strict_NotEverywhere_IsRefused(int status)
    {
        var body = Strict(Of("a", """{"type":"string"}"""));

        Assert.Equal(200, (await DeepSeekAsk.PostAsync(body, Beta)).Status);
        Assert.Equal(status, (await DeepSeekAsk.PostAsync(
            body.Replace("\"tools\":[", $"\"tools\":[{Weather},", StringComparison.Ordinal), Beta)).Status);
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

    [Theory, ProviderFact("ds-8.3-required")]
    public async Task Strict_RequiresEveryProperty(string required)
    {
        var whole = Of("a", """{"type":"string"}""").Replace("\"required\"", $"\"{required}\"", StringComparison.Ordinal);

        Assert.Equal(200, (await DeepSeekAsk.PostAsync(Strict(whole), Beta)).Status);
        Assert.Equal(400, (await DeepSeekAsk.PostAsync(Strict(whole.Replace("[\"a\"]", "[]", StringComparison.Ordinal)), Beta)).Status);
    }

    [Theory, ProviderFact("ds-8.3-closed")]
    public async Task Strict_WantsClosedObjects(string closed)
    {
        var whole = Of("a", """{"type":"string"}""").Replace("\"additionalProperties\":false", closed, StringComparison.Ordinal);

        Assert.Equal(200, (await DeepSeekAsk.PostAsync(Strict(whole), Beta)).Status);
        Assert.Equal(400, (await DeepSeekAsk.PostAsync(Strict(whole.Replace($",{closed}", "", StringComparison.Ordinal)), Beta)).Status);
    }

    [Theory, ProviderFact("ds-8.3-formats")]
    public async Task Strict_TakesTheseFormats(params string[] formats)
    {
        Assert.Equal(5, formats.Length);
        foreach (var format in formats)
        {
            Assert.Equal(200, await PropertyAsync($$"""{"type":"string","format":"{{format}}"}"""));
        }

        Assert.Equal(400, await PropertyAsync("""{"type":"string","format":"date"}"""));
    }

    [Theory, ProviderFact("ds-8.3-numbers")]
    public async Task Strict_TakesTheseBoundsOfNumbers(params string[] bounds)
    {
        Assert.Equal(7, bounds.Length);
        foreach (var bound in bounds)
        {
            Assert.Equal((bound, 200), (bound, await PropertyAsync($$"""{"type":"number","{{bound}}":4}""")));
        }
    }

    [Theory, ProviderFact("ds-8.3-lengths")]
    public async Task Strict_TakesNoLengths(int status)
    {
        foreach (var bound in new[] { "minLength", "maxLength" })
        {
            Assert.Equal((bound, status), (bound, await PropertyAsync($$"""{"type":"string","{{bound}}":4}""")));
        }

        foreach (var bound in new[] { "minItems", "maxItems" })
        {
            Assert.Equal((bound, status), (bound, await PropertyAsync($$"""{"type":"array","items":{"type":"string"},"{{bound}}":4}""")));
        }
    }

    [Theory, ProviderFact("ds-8.3-references")]
    public async Task Strict_TakesReferences(string reference, int status)
    {
        const string Node = """{"type":"object","properties":{"next":{"type":"array","items":{"$ref":"#/$defs/node"}}},"required":["next"],"additionalProperties":false}""";

        var schema = $$$"""{"type":"object","properties":{"a":{"{{{reference}}}":"#/$defs/node"}},"required":["a"],"additionalProperties":false,"$defs":{"node":{{{Node}}}}}""";

        Assert.Equal(status, (await DeepSeekAsk.PostAsync(Strict(schema), Beta)).Status);
    }

    private static Task<DeepSeekReply> AskAsync(string text) => DeepSeekAsk.PostAsync(DeepSeekAsk.Body(
        $"\"tools\":[{Weather}]", messages: $"[{{\"role\":\"user\",\"content\":\"{text}\"}}]"));

    private static async Task<int> PropertyAsync(string schema) => (await DeepSeekAsk.PostAsync(Strict(Of("a", schema)), Beta)).Status;

    private static string Of(string name, string schema) =>
        $$$"""{"type":"object","properties":{"{{{name}}}":{{{schema}}}},"required":["{{{name}}}"],"additionalProperties":false}""";

    private static string Strict(string schema) => DeepSeekAsk.Body(
        $"\"tools\":[{{\"type\":\"function\",\"function\":{{\"name\":\"f\",\"strict\":true,\"parameters\":{schema}}}}}]");
}
