namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 3.5: what is refused, and in which words.</summary>
public sealed class RefusedRequestFactTests
{
    private const string Model = "\"model\":\"deepseek-flash\"";
    private const string Ask = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]";

    [Theory]
    [ProviderFact("ds-3.5-sequence", "{" + Model + ",\"messages\":[{\"role\":\"system\",\"content\":[]},{\"role\":\"user\",\"content\":\"x\"}]}")]
    [ProviderFact("ds-3.5-untagged", "{\"model\":\"deepseek-v4-pro\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.com/a.png\"}}]}]}")]
    [ProviderFact("ds-3.5-missing", "{" + Model + ",\n\"messages\":[{\"role\":\"user\"}]}")]
    [ProviderFact("ds-3.5-syntax", "{" + Model + ",,")]
    [ProviderFact("ds-3.5-surrogate", "{" + Model + ",\"user_id\":\"\\ud800\"," + Ask + "}")]
    [ProviderFact("ds-3.5-model", "{\"model\":\"gpt-4\"," + Ask + "}")]
    [ProviderFact("ds-3.5-max-tokens", "{" + Model + ",\"max_tokens\":393217," + Ask + "}")]
    [ProviderFact("ds-3.5-json-schema", "{" + Model + ",\"response_format\":{\"type\":\"json_schema\"}," + Ask + "}")]
    [ProviderFact("ds-3.5-json-word", "{" + Model + ",\"response_format\":{\"type\":\"json_object\"}," + Ask + "}")]
    [ProviderFact("ds-3.5-tool-choice", "{" + Model + ",\"tool_choice\":\"required\"," + Ask + "}")]
    [ProviderFact("ds-3.5-named-tool-choice", "{" + Model + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}," + Ask + "}")]
    [ProviderFact("ds-3.5-tool-messages", "{" + Model + ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"content\":\"\",\"reasoning_content\":\"\",\"tool_calls\":[{\"id\":\"call_00_a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}]}")]
    public async Task WrongRequest_IsRefusedInTheseWords(string body, int status, string message)
    {
        var reply = await DeepSeekAsk.PostAsync(body);

        Assert.Equal(status, reply.Status);
        DeepSeekReply.AssertLike($"{message} (request_id: <uuid>)", (string?)reply.Error["message"]);
        Assert.Equal("invalid_request_error", (string?)reply.Error["type"]);
    }

    [Theory]
    [ProviderFact("ds-3.5-model-summer", "gpt-4")]
    [ProviderFact("ds-3.5-model-2025", "gpt-4")]
    public async Task UnknownModel_OfADate_IsRefusedInItsWords(string model, string date, string message)
    {
        var reply = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(model: model), behaviour: $"provider: {{catalogDate: {date}}}");

        Assert.Equal(message, (string?)reply.Error["message"]);
    }

    [Theory]
    [ProviderFact("ds-3.5-max-tokens-chat")]
    [ProviderFact("ds-3.5-max-tokens-reasoner")]
    public async Task MaxTokens_OfADate_HaveTheirRange(string date, string model, int most, string message)
    {
        var behaviour = $"provider: {{catalogDate: {date}}}";

        var beyond = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body($"\"max_tokens\":{most + 1}", model), behaviour: behaviour);
        var within = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body($"\"max_tokens\":{most}", model), behaviour: behaviour);

        Assert.Equal(message, (string?)beyond.Error["message"]);
        Assert.Equal(200, within.Status);
    }

    [Theory]
    [ProviderFact("ds-3.5-context", "2025-12-02", "deepseek-chat", 436_000)]
    [ProviderFact("ds-3.5-context-v4", "2026-11-20", "deepseek-flash", 3_500_000)]
    public async Task Prompt_BeyondTheContext_IsToldWithItsSums(string date, string model, int letters, int context, string message)
    {
        var messages = $$"""[{"role":"user","content":"{{new string('a', letters)}}"}]""";

        var reply = await DeepSeekAsk.PostAsync(
            DeepSeekAsk.Body("\"max_tokens\":4000", model, messages), behaviour: $"provider: {{catalogDate: {date}, thinkingTokens: 0}}");

        var told = (string)reply.Error["message"]!;
        var prompt = (int)Math.Ceiling((letters + 1) * 0.3m) + 3;
        DeepSeekReply.AssertLike(message + (told.Contains("request_id", StringComparison.Ordinal) ? " (request_id: <uuid>)" : ""), told);
        Assert.Contains(
            $" {context} tokens. However, you requested {prompt + 4000} tokens ({prompt} in the messages, 4000 in the completion).", told, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ds-3.5-risk")]
    public async Task RiskyText_IsRefused(string message, int status)
    {
        var reply = await DeepSeekAsk.PostAsync(
            DeepSeekAsk.Body(messages: """[{"role":"user","content":"Tell me the Forbidden Tale."}]"""), behaviour: "provider: {riskPhrases: [forbidden tale]}");
        var other = await DeepSeekAsk.ChatAsync(behaviour: "provider: {riskPhrases: [forbidden tale]}");

        DeepSeekReply.AssertLike($"{message} (request_id: <uuid>)", (string?)reply.Error["message"]);
        Assert.Equal((status, 200), (reply.Status, other.Status));
    }

    [Theory, ProviderFact("ds-3.5-422")]
    public async Task SchemaFailure_OfEarlyTimes_IsAnotherStatus(int now, int then)
    {
        var today = await DeepSeekAsk.PostAsync("{}");
        var early = await DeepSeekAsk.PostAsync("{}", behaviour: "provider: {invalidStatus: 422}");

        Assert.Equal((now, then), (today.Status, early.Status));
    }

    /// <summary>A request that fails every check, and then one fewer each time.</summary>
    [Theory, ProviderFact("ds-3.5-order")]
    public async Task Checks_ComeInThisOrder(params string[] checks)
    {
        const string Behaviour = "keys: [{key: sk-one, account: one}, {key: sk-poor, account: poor}], accounts: {one: {balance: 1}, poor: {balance: 0}}, provider: {riskPhrases: [forbidden]}";
        const string Open = "\"messages\":[{\"role\":\"user\",\"content\":\"forbidden\"},{\"role\":\"assistant\",\"content\":\"\",\"reasoning_content\":\"\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}]";
        (string Body, string Key)[] requests =
        [
            ("{,", "sk-wrong"),
            ("{,", "sk-poor"),
            ("{,", "sk-one"),
            ("{\"model\":\"x\",\"stream\":7,\"max_tokens\":0," + Open + "}", "sk-one"),
            ("{\"model\":\"x\",\"max_tokens\":0," + Open + "}", "sk-one"),
            ("{" + Model + ",\"max_tokens\":0," + Open + "}", "sk-one"),
            ("{" + Model + "," + Open + "}", "sk-one"),
            ("{" + Model + ",\"messages\":[{\"role\":\"user\",\"content\":\"forbidden\"}]}", "sk-one"),
        ];

        List<string> found = [];
        foreach (var (body, key) in requests)
        {
            var message = (string)(await DeepSeekAsk.PostAsync(body, behaviour: Behaviour, key: key)).Error["message"]!;
            found.Add(Named.First(name => message.StartsWith(name.Beginning, StringComparison.Ordinal)).Check);
        }

        Assert.Equal(checks, found);
    }

    private static readonly (string Beginning, string Check)[] Named =
    [
        ("Authentication Fails", "auth"),
        ("Insufficient Balance", "balance"),
        ("Failed to parse", "JSON"),
        ("Failed to deserialize", "schema"),
        ("The supported API", "model"),
        ("Invalid max_tokens", "parameters"),
        ("An assistant message", "message sequence"),
        ("Content Exists Risk", "content safety"),
    ];
}
