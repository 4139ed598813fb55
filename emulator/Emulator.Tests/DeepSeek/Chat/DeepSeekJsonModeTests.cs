using System.Text.Json.Nodes;

namespace Emulator.Tests.DeepSeek.Chat;

/// <summary>JSON answers have the shape that the prompt shows, or one of the known oddities.</summary>
public sealed class DeepSeekJsonModeTests
{
    private const string Json = """ "thinking":{"type":"disabled"},"response_format":{"type":"json_object"} """;

    [Fact]
    public async Task Json_ExampleShown_HasItsShape()
    {
        var made = JsonNode.Parse(await AskAsync("""Answer in JSON like {\"name\": \"...\", \"mood\": \"good|bad\", \"age\": 30, \"tags\": [\"x\"], \"ok\": true}. Who is Grace Hopper?"""))!.AsObject();

        Assert.Equal(["name", "mood", "age", "tags", "ok"], made.Select(pair => pair.Key));
        Assert.Equal("Grace Hopper", (string?)made["name"]);
        Assert.Contains((string?)made["mood"], (string[])["good", "bad"]);
        Assert.True((int)made["age"]! > 0);
        Assert.Single(made["tags"]!.AsArray());
    }

    [Fact]
    public async Task Json_SchemaShown_FitsIt()
    {
        var schema = JsonNode.Parse("""{"type":"object","properties":{"city":{"type":"string"},"degrees":{"type":"integer","minimum":0,"maximum":9}},"required":["city","degrees"]}""")!;

        var made = JsonNode.Parse(await AskAsync($"JSON schema:\\n{schema.ToJsonString().Replace("\"", "\\\"", StringComparison.Ordinal)}\\nWeather in Oslo?"));

        Assert.Null(new Schemas.SchemaVerdict(schema).Of(made, schema));
        Assert.Equal("Oslo", (string?)made!["city"]);
    }

    [Fact]
    public async Task Json_Empty_IsEmptyAndStops()
    {
        var choice = await ChoiceAsync("json?", "provider: {chat: {emptyJson: 1}}, ");

        Assert.Equal("", (string?)choice["message"]!["content"]);
        Assert.Equal("stop", (string?)choice["finish_reason"]);
    }

    [Fact]
    public async Task Json_EndlessWhitespace_LastsUntilTheLimit()
    {
        var choice = await ChoiceAsync("json?", "provider: {chat: {endlessWhitespace: 1}}, ", ",\"max_tokens\":50");

        var content = (string)choice["message"]!["content"]!;
        Assert.True(content.Length > 100 && string.IsNullOrWhiteSpace(content));
        Assert.Equal("length", (string?)choice["finish_reason"]);
    }

    [Fact]
    public async Task Json_MaxTokens_CutsIt()
    {
        var choice = await ChoiceAsync("json?", "", ",\"max_tokens\":5");

        Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonNode.Parse((string)choice["message"]!["content"]!));
        Assert.Equal("length", (string?)choice["finish_reason"]);
    }

    private static async Task<string> AskAsync(string text) => (string)(await ChoiceAsync(text, ""))["message"]!["content"]!;

    private static async Task<JsonNode> ChoiceAsync(string text, string section, string more = "") =>
        await DeepSeekTalk.ChoiceAsync($$"""{"messages":[{"role":"user","content":"{{text}}"}],{{Json}}{{more}}}""", section);
}
