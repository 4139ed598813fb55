using System.Text.Json.Nodes;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 8.8: OpenAI's Responses form of a chat.</summary>
public sealed class ResponsesFactTests
{
    private const string Path = "/responses";
    private const string Off = ""","reasoning":{"effort":"none"}""";

    [Theory, ProviderFact("ds-8.8-paths")]
    public async Task Response_OfAPath_IsAnswered(string path, string other, string kind)
    {
        var one = await DeepSeekAsk.PostAsync(Body(), path);
        var two = await DeepSeekAsk.PostAsync(Body(), other);

        Assert.Equal((kind, kind), ((string?)one.Json["object"], (string?)two.Json["object"]));
    }

    [Theory, ProviderFact("ds-8.8-members")]
    public async Task Response_HasTheseMembers(params string[] members) =>
        Assert.Equal(members, DeepSeekReply.KeysOf((await DeepSeekAsk.PostAsync(Body(), Path)).Json));

    [Theory, ProviderFact("ds-8.8-store")]
    public async Task Response_IsNotKept(string field, string value)
    {
        var reply = await DeepSeekAsk.PostAsync(Body($",\"{field}\":true"), Path);

        Assert.Equal(value, reply.Json[field]!.ToJsonString());
    }

    [Theory, ProviderFact("ds-8.8-items")]
    public async Task Response_HasItems(string thoughts, string thoughtPart, string message, string messagePart, string phase)
    {
        var items = (await DeepSeekAsk.PostAsync(Body(), Path)).Json["output"]!.AsArray();

        Assert.Equal([thoughts, message], items.Select(item => (string?)item!["type"]));
        Assert.Equal([thoughtPart, messagePart], items.Select(item => (string?)item!["content"]![0]!["type"]));
        Assert.Equal(phase, (string?)items[1]!["phase"]);
    }

    [Theory, ProviderFact("ds-8.8-none")]
    public async Task Effort_None_IsNoThinking(string effort, int tokens)
    {
        var reply = await DeepSeekAsk.PostAsync(Body($$""","reasoning":{"effort":"{{effort}}"}"""), Path);

        Assert.Equal(tokens, (int)reply.Json["usage"]!["output_tokens_details"]!["reasoning_tokens"]!);
    }

    [Theory, ProviderFact("ds-8.8-cut")]
    public async Task Response_TooLong_IsIncomplete(string status, string reason)
    {
        var reply = await DeepSeekAsk.PostAsync(Body($"{Off},\"max_output_tokens\":3"), Path);

        Assert.Equal((status, reason), ((string?)reply.Json["status"], (string?)reply.Json["incomplete_details"]!["reason"]));
    }

    [Theory, ProviderFact("ds-8.8-schema")]
    public async Task Response_OfASchema_FitsIt(string format)
    {
        const string Named = ""","name":"n","schema":{"type":"object","properties":{"age":{"type":"integer"}},"required":["age"],"additionalProperties":false}}}""";
        var reply = await DeepSeekAsk.PostAsync(Body($"{Off},\"text\":{{\"format\":{{\"type\":\"{format}\"{Named}"), Path);

        var answer = JsonNode.Parse((string)reply.Json["output"]![0]!["content"]![0]!["text"]!)!;
        Assert.Equal(["age"], DeepSeekReply.KeysOf(answer));
    }

    [Theory, ProviderFact("ds-8.8-events")]
    public async Task Stream_HasTheseEvents(params string[] names)
    {
        var reply = await DeepSeekAsk.PostAsync(Body($"{Off},\"stream\":true"), Path);

        var seen = reply.Text.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal))
            .Select(line => (string)JsonNode.Parse(line[6..])!["type"]!);
        Assert.Equal(names, seen.Distinct());
    }

    [Theory]
    [ProviderFact("ds-8.8-outputs", "")]
    [ProviderFact("ds-8.8-thoughts", ",{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"x\"}")]
    public async Task History_ThatLacksSomething_IsRefused(string output, string message)
    {
        var reply = await DeepSeekAsk.PostAsync(
            $$"""{"model":"deepseek-flash","input":[{"role":"user","content":"Hi"},{"type":"function_call","call_id":"c1","name":"f","arguments":"{}"}{{output}}]}""",
            Path);

        DeepSeekReply.AssertLike($"{message}<id>", (string?)reply.Error["message"]);
    }

    private static string Body(string more = "") => $$"""{"model":"deepseek-flash","input":"Hello"{{more}}}""";
}
