using System.Text.Json.Nodes;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Sections 3.3, 8.1, 8.2 and 8.3: JSON answers and tools, strict ones on the beta path.</summary>
public sealed class ToolFactTests
{
    private const string Weather =
        """{"type":"function","function":{"name":"weather","description":"The weather of a place","parameters":{"type":"object","properties":{"location":{"type":"string"}},"required":["location"]}}}""";

    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["pattern"] = "\"string\",\"pattern\":\"a+\"",
        ["minLength"] = "\"string\",\"minLength\":1",
        ["maxLength"] = "\"string\",\"maxLength\":1",
        ["minimum"] = "\"integer\",\"minimum\":1",
        ["maximum"] = "\"number\",\"maximum\":1",
        ["multipleOf"] = "\"number\",\"multipleOf\":2",
        ["exclusiveMinimum"] = "\"number\",\"exclusiveMinimum\":1",
        ["exclusiveMaximum"] = "\"number\",\"exclusiveMaximum\":1",
        ["const"] = "\"number\",\"const\":1",
        ["default"] = "\"number\",\"default\":1",
        ["minItems"] = "\"array\",\"items\":{\"type\":\"string\"},\"minItems\":1",
        ["maxItems"] = "\"array\",\"items\":{\"type\":\"string\"},\"maxItems\":1",
    };

    [Theory, ProviderFact("ds-8.1-object")]
    public async Task Json_AskedFor_IsAnObject(string kind)
    {
        var reply = await JsonAsync();

        Assert.Equal(kind, $"{JsonNode.Parse((string)reply.Message["content"]!)!.GetValueKind()}");
    }

    [Theory, ProviderFact("ds-8.1-thinking")]
    public async Task Json_WhileThinking_HasThoughtsToo(params string[] keys) =>
        Assert.Equal(keys, DeepSeekReply.KeysOf((await JsonAsync()).Message));

    [Theory, ProviderFact("ds-8.2-arguments")]
    public async Task Arguments_OfACall_HaveASpaceAfterColons(string arguments)
    {
        var reply = await CallAsync("What is the weather in Paris?");

        Assert.Equal(arguments, (string?)reply.Message["tool_calls"]![0]!["function"]!["arguments"]);
    }

    [Theory, ProviderFact("ds-8.2-parallel")]
    public async Task Calls_OfTwoPlaces_AreTwo(int count) =>
        Assert.Equal(count, (await CallAsync("the weather in Paris and Tokyo")).Message["tool_calls"]!.AsArray().Count);

    [Theory, ProviderFact("ds-8.2-thinking")]
    public async Task Calls_WhileThinking_ArePossible(params string[] keys) =>
        Assert.Equal(keys, DeepSeekReply.KeysOf((await CallAsync("the weather in Paris")).Message));

    [Theory, ProviderFact("ds-8.2-content")]
    public async Task Calls_MayHaveTextBeforeThem(string text) => Assert.Equal(
        (text, 1),
        await DeepSeekAsk.ChatAsync(behaviour: "answers: [{text: I will look., toolCalls: [{name: f}]}]") is { } reply
            ? ((string)reply.Message["content"]!, reply.Message["tool_calls"]!.AsArray().Count)
            : default);

    [Theory, ProviderFact("ds-3.3-no-parameters")]
    public async Task Tool_WithoutParameters_IsCalledWithNone(string arguments)
    {
        var reply = await DeepSeekAsk.PlainChatAsync("""
            "tools":[{"type":"function","function":{"name":"ping"}}],"tool_choice":"required"
            """);

        Assert.Equal(arguments, (string?)reply.Message["tool_calls"]![0]!["function"]!["arguments"]);
    }

    [Theory, ProviderFact("ds-8.3-refused")]
    public async Task Strict_TheseKeywords_AreRefused(params string[] keywords) =>
        Assert.Equal(keywords.Order(StringComparer.Ordinal), await KeywordsAsync(400));

    [Theory, ProviderFact("ds-8.3-supported")]
    public async Task Strict_TheseKeywords_AreSupported(params string[] keywords) =>
        Assert.Equal(keywords.Order(StringComparer.Ordinal), await KeywordsAsync(200));

    [Theory, ProviderFact("ds-8.3-formats")]
    public async Task Strict_TheseFormats_AreSupported(params string[] formats)
    {
        List<string> taken = [];
        foreach (var format in (string[])["date", "date-time", "email", "hostname", "ipv4", "ipv6", "uri", "uuid"])
        {
            if (await StrictAsync($"\"string\",\"format\":\"{format}\"") == 200)
            {
                taken.Add(format);
            }
        }

        Assert.Equal(formats.Order(StringComparer.Ordinal), taken);
    }

    [Theory, ProviderFact("ds-8.3-required")]
    public async Task Strict_PropertyThatIsNotRequired_IsRefused(int refused) => Assert.Equal(refused, await ToolAsync(
        """{"type":"object","properties":{"a":{"type":"string"}},"required":[],"additionalProperties":false}"""));

    [Theory, ProviderFact("ds-8.3-additional")]
    public async Task Strict_AdditionalProperties_AreRefused(int refused) => Assert.Equal(
        refused, await ToolAsync("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}"""));

    [Theory, ProviderFact("ds-8.3-recursion")]
    public async Task Strict_Recursion_IsSupported(int status) => Assert.Equal(status, await ToolAsync(
        """{"type":"object","properties":{"n":{"$ref":"#/$defs/n"}},"required":["n"],"additionalProperties":false,"$defs":{"n":{"anyOf":[{"type":"string"},{"type":"array","items":{"$ref":"#/$defs/n"}}]}}}"""));

    [Theory, ProviderFact("ds-8.3-all")]
    public async Task Strict_NotEveryFunction_IsRefused(int refused) => Assert.Equal(refused, await ToolAsync(
        """{"type":"object","properties":{},"required":[],"additionalProperties":false}""", more: $",{Weather}"));

    [Theory, ProviderFact("ds-8.3-elsewhere")]
    public async Task Strict_OutsideBeta_IsIgnored(int status) =>
        Assert.Equal(status, await ToolAsync("""{"type":"object"}""", "/chat/completions"));

    private static Task<DeepSeekReply> JsonAsync() => DeepSeekAsk.PostAsync(DeepSeekAsk.Body(
        "\"response_format\":{\"type\":\"json_object\"}", messages: """[{"role":"user","content":"a colour, as json"}]"""));

    private static Task<DeepSeekReply> CallAsync(string text) => DeepSeekAsk.PostAsync(DeepSeekAsk.Body(
        $"\"tools\":[{Weather}]", messages: $$"""[{"role":"user","content":"{{text}}"}]"""));

    private static async Task<IReadOnlyList<string>> KeywordsAsync(int status)
    {
        List<string> found = [];
        foreach (var (keyword, schema) in Keywords.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            if (await StrictAsync(schema) == status)
            {
                found.Add(keyword);
            }
        }

        return found;
    }

    private static Task<int> StrictAsync(string type) => ToolAsync(
        $$$"""{"type":"object","properties":{"a":{"type":{{{type}}}}},"required":["a"],"additionalProperties":false}""");

    private static async Task<int> ToolAsync(string schema, string path = "/beta/chat/completions", string more = "") =>
        (await DeepSeekAsk.PostAsync(
            DeepSeekAsk.Body($$$"""
                "tools":[{"type":"function","function":{"name":"f","strict":true,"parameters":{{{schema}}}}}{{{more}}}]
                """),
            path)).Status;
}
