namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Facts of several sections: ceilings of output, origins, stray paths, oddities.</summary>
public sealed class FurtherFactTests
{
    [Theory]
    [ProviderFact("ds-2.2-default-chat", 5000)]
    [ProviderFact("ds-2.2-default-reasoner", 30000)]
    public async Task Output_NotLimitedByTheRequest_HasADefault(int words, string date, string model, int tokens)
    {
        var text = string.Join(' ', Enumerable.Repeat("word", words));
        var behaviour = $"provider: {{catalogDate: {date}}}, answers: [{{text: \"{text}\", reasoning: \"\"}}]";

        var reply = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(model: model), behaviour: behaviour);

        Assert.Equal((tokens, "length"), (
            (int)reply.Json["usage"]!["completion_tokens"]!, (string?)reply.Json["choices"]![0]!["finish_reason"]));
    }

    [Theory, ProviderFact("ds-2.4-ceiling")]
    public async Task Output_CutByTheServer_CanBeAskedFor(int tokens, string reason)
    {
        var reply = await DeepSeekAsk.PlainChatAsync(
            "\"max_tokens\":9000", "provider: {chat: {outputCeiling: {tokens: 6}}}");

        Assert.Equal((tokens, reason), (
            (int)reply.Json["usage"]!["completion_tokens"]!, (string?)reply.Json["choices"]![0]!["finish_reason"]));
    }

    [Theory, ProviderFact("ds-2.4-accepted")]
    public async Task MaxTokens_NearTheCeiling_IsAccepted(int status) =>
        Assert.Equal(status, (await DeepSeekAsk.ChatAsync("\"max_tokens\":384000")).Status);

    [Theory, ProviderFact("ds-4.4-cors")]
    public async Task Origin_OfARequest_IsRepeated(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/deepseek/models");
        request.Headers.Add("Origin", "https://app.example");

        var reply = await DeepSeekAsk.SendAsync(request);

        Assert.Equal("https://app.example", reply.Headers[header]);
        Assert.False((await DeepSeekAsk.GetAsync("/models")).Headers.ContainsKey(header));
    }

    [Theory, ProviderFact("ds-5.4-quirk-repeated")]
    public async Task Quirk_RepeatedIds_AreOne(string quirk, int count)
    {
        var reply = await DeepSeekAsk.ChatAsync(
            "\"stream\":true",
            $"answers: [{{toolCalls: [{{name: a, arguments: {{}}}}, {{name: b, arguments: {{}}}}]}}], provider: {{chat: {{quirks: [{quirk}]}}}}");

        var ids = reply.Chunks.Select(chunk => (string?)chunk["choices"]![0]!["delta"]!["tool_calls"]?[0]?["id"]).Where(id => id is not null).ToList();
        Assert.Equal((2, count), (ids.Count, ids.Distinct().Count()));
    }

    [Theory, ProviderFact("ds-6.3-stray")]
    public async Task Path_ThatIsNotThere_IsEmpty(int status, int bytes)
    {
        var reply = await DeepSeekAsk.GetAsync("/nothing");

        Assert.Equal((status, bytes), (reply.Status, reply.Text.Length));
    }

    [Theory, ProviderFact("ds-8.3-choices")]
    public async Task Strict_TakesChoices(string list, string any)
    {
        foreach (var property in new[] { $$"""{"{{list}}":["a","b"]}""", $$"""{"{{any}}":[{"type":"string"},{"type":"number"}]}""" })
        {
            var schema = $$$"""{"type":"object","properties":{"a":{{{property}}}},"required":["a"],"additionalProperties":false}""";
            var reply = await DeepSeekAsk.PostAsync(
                DeepSeekAsk.Body($"\"tools\":[{{\"type\":\"function\",\"function\":{{\"name\":\"f\",\"strict\":true,\"parameters\":{schema}}}}}]"),
                "/beta/chat/completions");

            Assert.Equal((property, 200), (property, reply.Status));
        }
    }
}
