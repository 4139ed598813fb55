namespace Emulator.Tests.DeepSeek.Chat.Tools;

/// <summary>Strict tools are checked on the beta path, and are like others elsewhere.</summary>
public sealed class StrictSchemaTests
{
    private const string Good =
        """{"type":"object","properties":{"a":{"type":"string","format":"email"},"b":{"anyOf":[{"type":"integer","minimum":1},{"$ref":"#/$defs/node"}]}},"required":["a","b"],"additionalProperties":false,"$defs":{"node":{"type":"object","properties":{"next":{"type":"array","items":{"$ref":"#/$defs/node"}}},"required":["next"],"additionalProperties":false}}}""";

    [Fact]
    public async Task Strict_SupportedSchema_IsAnswered() =>
        Assert.Equal(200, (await DeepSeekTalk.AskAsync(Body(Good), path: DeepSeekTalk.Beta)).Status);

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":[],"additionalProperties":false}""", "'required' of parameters must have every property, but 'a' is missing")]
    [InlineData("""{"type":"object","properties":{}}""", "'additionalProperties' of parameters must be false")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","minLength":1}},"required":["a"],"additionalProperties":false}""", "'minLength' of parameters.properties.a is not supported")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"array","items":{"type":"string"},"maxItems":2}},"required":["a"],"additionalProperties":false}""", "'maxItems' of parameters.properties.a is not supported")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","format":"date"}},"required":["a"],"additionalProperties":false}""", "the format 'date' of parameters.properties.a is not supported")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/b"}},"required":["a"],"additionalProperties":false}""", "parameters.properties.a.$ref does not point into the schema")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"null"}},"required":["a"],"additionalProperties":false}""", "the type 'null' of parameters.properties.a is not supported")]
    public async Task Strict_OtherSchema_IsRefusedOnBetaOnly(string schema, string problem)
    {
        Assert.Equal(
            $"Invalid schema for function 'f' in strict mode: {problem}.",
            await DeepSeekTalk.RefusalAsync(Body(schema), path: DeepSeekTalk.Beta));
        Assert.Equal(200, (await DeepSeekTalk.AskAsync(Body(schema))).Status);
    }

    [Fact]
    public async Task Strict_NotEveryTool_IsRefused()
    {
        var body = Body(Good).Replace("\"tools\":[", """ "tools":[{"type":"function","function":{"name":"g"}},""", StringComparison.Ordinal);

        Assert.Contains("'g' has not", await DeepSeekTalk.RefusalAsync(body, path: DeepSeekTalk.Beta), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("provider: {chat: {betaFields: refuse}}, ", "beta feature")]
    [InlineData("provider: {chat: {betaFields: honour}}, ", "additionalProperties")]
    public async Task Strict_OutsideBeta_IsAsTheScenarioSays(string more, string complaint) => Assert.Contains(
        complaint, await DeepSeekTalk.RefusalAsync(Body("""{"type":"object"}"""), more), StringComparison.Ordinal);

    private static string Body(string schema) => $$$"""
        {"messages":[{"role":"user","content":"x"}],"tools":[{"type":"function","function":{"name":"f","strict":true,"parameters":{{{schema}}}}}]}
        """;
}
