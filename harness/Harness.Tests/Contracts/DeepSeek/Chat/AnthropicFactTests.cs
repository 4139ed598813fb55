using System.Text;

namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 8.7: Anthropic's form of a chat.</summary>
public sealed class AnthropicFactTests
{
    private const string Path = "/anthropic/v1/messages";

    [Theory, ProviderFact("ds-8.7-paths")]
    public async Task Message_OfAPath_IsAnswered(string path, string other, string type)
    {
        var one = await DeepSeekAsk.PostAsync(Body(), path);
        var two = await DeepSeekAsk.PostAsync(Body(), other);

        Assert.Equal((type, type), ((string?)one.Json["type"], (string?)two.Json["type"]));
    }

    [Theory, ProviderFact("ds-8.7-key")]
    public async Task Key_InItsOwnHeader_IsEnough(string header, int status)
    {
        using var request = Request(Body());
        request.Headers.TryAddWithoutValidation(header, DeepSeekAsk.NextKey());

        Assert.Equal(status, (await DeepSeekAsk.SendAsync(request, key: null)).Status);
    }

    [Theory, ProviderFact("ds-8.7-both-keys")]
    public async Task Key_Twice_TheOneThatWins(string header, int status)
    {
        using var request = Request(Body());
        request.Headers.TryAddWithoutValidation("x-api-key", DeepSeekAsk.NextKey());
        request.Headers.TryAddWithoutValidation(header, "Bearer sk-invalid");

        Assert.Equal(status, (await DeepSeekAsk.SendAsync(request, key: null)).Status);
    }

    [Theory]
    [ProviderFact("ds-8.7-opus", "claude-opus-4-1", "")]
    [ProviderFact("ds-8.7-sonnet", "claude-sonnet-4-5", "")]
    [ProviderFact("ds-8.7-unknown-before", "gpt-4o", "provider: {catalogDate: 2026-08-20}")]
    public async Task Model_OfAName_IsAnothers(string name, string behaviour, string model)
    {
        var reply = await DeepSeekAsk.PostAsync(Body(model: name), Path, behaviour);

        Assert.Equal(model, (string?)reply.Json["model"]);
    }

    [Theory, ProviderFact("ds-8.7-unknown")]
    public async Task Model_OfNoName_IsRefused(int status) =>
        Assert.Equal(status, (await DeepSeekAsk.PostAsync(Body(model: "gpt-4o"), Path)).Status);

    [Theory, ProviderFact("ds-8.7-blocks")]
    public async Task Message_HasBlocks(params string[] types)
    {
        var reply = await DeepSeekAsk.PostAsync(Body(), Path);

        Assert.Equal(types, reply.Json["content"]!.AsArray().Select(block => (string?)block!["type"]));
    }

    [Theory, ProviderFact("ds-8.7-thinking-off")]
    public async Task Thinking_Off_LeavesText(string off, string type)
    {
        var reply = await DeepSeekAsk.PostAsync(Body($$""","thinking":{"type":"{{off}}"}"""), Path);

        Assert.Equal([type], reply.Json["content"]!.AsArray().Select(block => (string?)block!["type"]));
    }

    [Theory, ProviderFact("ds-8.7-ignored")]
    public async Task Fields_ThatAreIgnored_ChangeNothing(int status)
    {
        var reply = await DeepSeekAsk.PostAsync(
            Body(""","container":"c","mcp_servers":[7],"service_tier":"x","top_k":-1,"thinking":{"type":"enabled","budget_tokens":"x"}"""), Path);

        Assert.Equal(status, reply.Status);
    }

    [Theory, ProviderFact("ds-8.7-temperature")]
    public async Task Temperature_AboveTheHighest_IsRefused(int highest, int status)
    {
        var right = await DeepSeekAsk.PostAsync(Body($",\"temperature\":{highest}"), Path);
        var wrong = await DeepSeekAsk.PostAsync(Body($",\"temperature\":{highest}.01"), Path);

        Assert.Equal((200, status), (right.Status, wrong.Status));
    }

    [Theory, ProviderFact("ds-8.7-stop")]
    public async Task Text_WithAStop_EndsBeforeIt(string field, string reason)
    {
        const string Off = ""","thinking":{"type":"disabled"}""";
        var whole = (string)(await DeepSeekAsk.PostAsync(Body(Off), Path)).Json["content"]![0]!["text"]!;

        var cut = await DeepSeekAsk.PostAsync(Body($"{Off},\"{field}\":[\"{whole.Split(' ')[3]}\"]"), Path);

        Assert.Equal(reason, (string?)cut.Json["stop_reason"]);
    }

    [Theory, ProviderFact("ds-8.7-error")]
    public async Task Error_IsInTheChatsEnvelope(string type, int members)
    {
        var reply = await DeepSeekAsk.PostAsync("{}", Path);

        Assert.Equal((type, members), ((string?)reply.Error["type"], reply.Json.AsObject().Count));
    }

    [Theory, ProviderFact("ds-8.7-thoughts")]
    public async Task History_WithoutItsThoughts_IsRefused(string message)
    {
        var reply = await DeepSeekAsk.PostAsync(
            """{"model":"claude-x","max_tokens":99,"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"f","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"x"}]}]}""",
            Path);

        DeepSeekReply.AssertLike($"{message}<id>", (string?)reply.Error["message"]);
    }

    [Theory, ProviderFact("ds-8.7-events")]
    public async Task Stream_HasNamedEvents(params string[] names)
    {
        var reply = await DeepSeekAsk.PostAsync(Body(""","stream":true,"thinking":{"type":"disabled"}"""), Path);

        var seen = reply.Text.Split('\n').Where(line => line.StartsWith("event: ", StringComparison.Ordinal)).Select(line => line[7..]);
        Assert.Equal(names, seen.Distinct());
    }

    private static string Body(string more = "", string model = "claude-x") =>
        $$"""{"model":"{{model}}","max_tokens":999,"messages":[{"role":"user","content":"Hello"}]{{more}}}""";

    private static HttpRequestMessage Request(string body) =>
        new(HttpMethod.Post, $"/deepseek{Path}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
