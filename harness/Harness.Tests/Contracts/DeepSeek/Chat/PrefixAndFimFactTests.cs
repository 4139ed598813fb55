namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Sections 8.4 and 8.5: answers that go on where the request ends, and texts between a beginning and an end.</summary>
public sealed class PrefixAndFimFactTests
{
    private const string Path = "/beta/completions";

    private const string Begun =
        """[{"role":"user","content":"quick sort"},{"role":"assistant","content":"```python\n","prefix":true}]""";

    [Theory, ProviderFact("ds-8.4-continuation")]
    public async Task Prefix_OnBeta_IsContinued(string beginning)
    {
        var reply = await DeepSeekAsk.PostAsync(
            DeepSeekAsk.Body("\"thinking\":{\"type\":\"disabled\"},\"stop\":[\"```\"]", messages: Begun), "/beta/chat/completions");

        Assert.Equal(beginning, ((string)reply.Message["content"]!).Split(' ')[0]);
    }

    [Theory, ProviderFact("ds-8.4-last")]
    public async Task Prefix_NotOnTheLastMessage_IsRefused(int refused) => Assert.Equal(refused, (await DeepSeekAsk.PostAsync(
        DeepSeekAsk.Body(messages: """[{"role":"assistant","content":"a","prefix":true},{"role":"user","content":"b"}]"""),
        "/beta/chat/completions")).Status);

    [Theory, ProviderFact("ds-8.4-elsewhere")]
    public async Task Prefix_OutsideBeta_IsIgnored(int status)
    {
        var reply = await DeepSeekAsk.PostAsync(DeepSeekAsk.Body(messages: Begun));

        Assert.Equal(status, reply.Status);
        Assert.DoesNotContain("def ", (string)reply.Message["content"]!, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ds-8.5-path")]
    public async Task Fim_OnBetaOnly_IsThere(string path, int status, int elsewhere)
    {
        Assert.Equal(status, (await DeepSeekAsk.PostAsync(Body(), path)).Status);
        Assert.Equal(elsewhere, (await DeepSeekAsk.PostAsync(Body(), "/completions")).Status);
    }

    [Theory, ProviderFact("ds-8.5-keys")]
    public async Task Fim_Answer_HasExactlyTheseKeys(params string[] keys) => Assert.Equal(
        keys.Order(StringComparer.Ordinal), DeepSeekReply.KeysOf((await AskAsync()).Json).Order(StringComparer.Ordinal));

    [Theory, ProviderFact("ds-8.5-object")]
    public async Task Fim_Answer_IsOfThisKind(string kind) => Assert.Equal(kind, (string?)(await AskAsync()).Json["object"]);

    [Theory, ProviderFact("ds-8.5-choice")]
    public async Task Fim_Choice_HasExactlyTheseKeys(params string[] keys) =>
        Assert.Equal(keys, DeepSeekReply.KeysOf((await AskAsync()).Json["choices"]![0]));

    [Theory, ProviderFact("ds-8.5-usage")]
    public async Task Fim_Usage_HasExactlyTheseKeys(params string[] keys) =>
        Assert.Equal(keys, DeepSeekReply.KeysOf((await AskAsync()).Json["usage"]));

    [Theory, ProviderFact("ds-8.5-logprobs")]
    public async Task Fim_Logprobs_HaveExactlyTheseKeys(params string[] keys) =>
        Assert.Equal(keys, DeepSeekReply.KeysOf((await AskAsync(",\"logprobs\":2")).Json["choices"]![0]!["logprobs"]));

    [Theory, ProviderFact("ds-8.5-max-tokens")]
    public async Task Fim_MaxTokens_OneTooMany_IsRefused(int most, int refused) =>
        await CheckMostAsync(most, refused, static count => $",\"max_tokens\":{count}");

    [Theory, ProviderFact("ds-8.5-most-logprobs")]
    public async Task Fim_Logprobs_OneTooMany_AreRefused(int most, int refused) =>
        await CheckMostAsync(most, refused, static count => $",\"logprobs\":{count}");

    [Theory, ProviderFact("ds-8.5-stops")]
    public async Task Fim_Stops_OneTooMany_AreRefused(int most, int refused) => await CheckMostAsync(
        most, refused, static count => $",\"stop\":[{string.Join(",", Enumerable.Range(0, count).Select(at => $"\"~{at}~\""))}]");

    [Theory, ProviderFact("ds-8.5-required")]
    public async Task Fim_WithoutPrompt_IsRefused(string name, int refused)
    {
        var reply = await DeepSeekAsk.PostAsync("""{"model":"deepseek-flash","suffix":"x"}""", Path);

        Assert.Equal(refused, reply.Status);
        Assert.Contains($"missing field `{name}`", (string)reply.Error["message"]!, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("ds-8.5-echo")]
    public async Task Fim_Echo_BeginsWithThePrompt(string prompt) =>
        Assert.StartsWith(prompt, (string)(await AskAsync(",\"echo\":true")).Json["choices"]![0]!["text"]!, StringComparison.Ordinal);

    [Theory, ProviderFact("ds-8.5-stream")]
    public async Task Fim_Stream_HasChunksOfTheSameKind(string kind)
    {
        var chunks = (await AskAsync(",\"stream\":true")).Chunks;

        Assert.True(chunks.Count > 1);
        Assert.All(chunks, chunk => Assert.Equal(kind, (string?)chunk["object"]));
        Assert.All(chunks, chunk => Assert.NotNull(chunk["choices"]![0]!["text"]));
    }

    private static string Body(string more = "") =>
        $"{{\"model\":\"deepseek-flash\",\"prompt\":\"def fib(a):\",\"suffix\":\"    return fib(a-1)\"{more}}}";

    private static Task<DeepSeekReply> AskAsync(string more = "") => DeepSeekAsk.PostAsync(Body(more), Path);

    private static async Task CheckMostAsync(int most, int refused, Func<int, string> fields)
    {
        Assert.Equal(200, (await AskAsync(fields(most))).Status);
        Assert.Equal(refused, (await AskAsync(fields(most + 1))).Status);
    }
}
