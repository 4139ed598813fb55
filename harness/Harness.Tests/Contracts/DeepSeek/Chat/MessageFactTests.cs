namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 3.2: messages and their parts.</summary>
public sealed class MessageFactTests
{
    private const string User = """{"role":"user","content":"go"}""";

    private const string Tool = """{"role":"tool","tool_call_id":"a","content":"done"}""";

    [Theory, ProviderFact("ds-3.2-roles")]
    public async Task Roles_AreTheseFour(string system, string user, string assistant, string tool)
    {
        var reply = await TalkAsync(
            $$"""{"role":"{{system}}","content":"be kind"}""",
            $$"""{"role":"{{user}}","content":"go"}""",
            Caller().Replace("\"assistant\"", $"\"{assistant}\"", StringComparison.Ordinal),
            Tool.Replace("\"tool\"", $"\"{tool}\"", StringComparison.Ordinal));

        Assert.Equal(200, reply.Status);
    }

    [Theory, ProviderFact("ds-3.2-no-content")]
    public async Task Content_BesideCalls_MayBeAbsent(string content)
    {
        var reply = await TalkAsync(User, Caller().Replace("\"content\":\"\"", $"\"content\":{content}", StringComparison.Ordinal), Tool);

        Assert.Equal(200, reply.Status);
    }

    [Theory, ProviderFact("ds-3.2-lists")]
    public async Task Content_AsAList_IsTheUsersOnly(int status)
    {
        const string List = """[{"type":"text","text":"x"}]""";

        Assert.Equal(200, (await TalkAsync($$"""{"role":"user","content":{{List}}}""")).Status);
        Assert.Equal(status, (await TalkAsync($$"""{"role":"system","content":{{List}}}""", User)).Status);
        Assert.Equal(status, (await TalkAsync($$"""{"role":"assistant","content":{{List}}}""", User)).Status);
        Assert.Equal(status, (await TalkAsync(User, Caller(), $$"""{"role":"tool","tool_call_id":"a","content":{{List}}}""")).Status);
    }

    [Theory, ProviderFact("ds-3.2-parts")]
    public async Task Parts_AreOfTheseTypes(string text, string picture, string file)
    {
        Assert.Equal(200, (await PartAsync($$"""{"type":"{{text}}","text":"x"}""")).Status);
        Assert.Equal(200, (await PartAsync($$$"""{"type":"{{{picture}}}","image_url":{"url":"https://example.com/a.png"}}""")).Status);
        Assert.Equal(200, (await PartAsync($$"""{"type":"{{file}}","file_data":"{{Pixel}}","filename":"a.png"}""")).Status);
    }

    [Theory, ProviderFact("ds-3.2-detail")]
    public async Task Detail_IsOneOfThese(params string[] details)
    {
        Assert.Equal(4, details.Length);
        foreach (var detail in details)
        {
            var reply = await PartAsync(
                $$$"""{"type":"image_url","image_url":{"url":"https://example.com/a.png","detail":"{{{detail}}}"}}""");

            Assert.Equal(200, reply.Status);
        }
    }

    [Theory, ProviderFact("ds-3.2-picture-kinds")]
    public async Task Picture_OfAnotherKind_IsRefused(int status)
    {
        Assert.Equal(200, (await PictureAsync(Pixel)).Status);
        Assert.Equal(status, (await PictureAsync(Pixel.Replace("image/png", "image/bmp", StringComparison.Ordinal))).Status);
    }

    [Theory, ProviderFact("ds-3.2-successive")]
    public async Task Messages_OfOneRole_MayFollowEachOther(int status) => Assert.Equal(
        status, (await TalkAsync(User, User, """{"role":"assistant","content":"a"}""", """{"role":"assistant","content":"b"}""", User)).Status);

    private static string Pixel =>
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static string Caller() => """
        {"role":"assistant","reasoning_content":"","content":"","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}
        """;

    private static Task<DeepSeekReply> TalkAsync(params string[] messages) =>
        DeepSeekAsk.PostAsync(DeepSeekAsk.Body(messages: $"[{string.Join(',', messages)}]"));

    private static Task<DeepSeekReply> PartAsync(string part) =>
        TalkAsync($$"""{"role":"user","content":[{{part}},{"type":"text","text":"what is it?"}]}""");

    private static Task<DeepSeekReply> PictureAsync(string url) => PartAsync($$$"""{"type":"image_url","image_url":{"url":"{{{url}}}"}}""");
}
