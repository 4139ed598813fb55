namespace Harness.Tests.Contracts.DeepSeek.Chat;

/// <summary>Section 8.9: pictures that are uploaded, and messages that refer to them.</summary>
public sealed class FileFactTests
{
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Theory, ProviderFact("ds-8.9-members")]
    public async Task File_HasTheseMembers(params string[] members) =>
        Assert.Equal(members, DeepSeekReply.KeysOf((await UploadAsync(Picture)).Json));

    [Theory, ProviderFact("ds-8.9-purpose")]
    public async Task File_HasItsPurpose(string purpose, string kind)
    {
        var file = await UploadAsync(Picture, purpose: purpose);

        Assert.Equal((purpose, kind), ((string?)file.Json["purpose"], (string?)file.Json["object"]));
    }

    [Theory, ProviderFact("ds-8.9-life")]
    public async Task File_LivesAsLongAsItMay(int shortest, int longest)
    {
        List<int> statuses = [];
        foreach (var seconds in (int[])[shortest - 1, shortest, longest, longest + 1])
        {
            statuses.Add((await UploadAsync(Picture, seconds)).Status);
        }

        Assert.Equal([400, 200, 200, 400], statuses);
    }

    [Theory, ProviderFact("ds-8.9-pictures")]
    public async Task File_NoPicture_IsRefused(int status) =>
        Assert.Equal(status, (await UploadAsync("a text"u8.ToArray())).Status);

    [Theory, ProviderFact("ds-8.9-reference")]
    public async Task Reference_OfAMessage_IsFound(string type, string field, int status)
    {
        var key = DeepSeekAsk.NextKey();
        var id = (string?)(await UploadAsync(Picture, key: key)).Json["id"];

        var reply = await DeepSeekAsk.PostAsync(Refer(id), key: key);
        var missing = await DeepSeekAsk.PostAsync(Refer("file-none"), key: key);

        Assert.Equal((status, 400), (reply.Status, missing.Status));

        string Refer(string? name) => DeepSeekAsk.Body(
            messages: $$"""[{"role":"user","content":[{"type":"{{type}}","{{field}}":"{{name}}"}]}]""");
    }

    [Theory, ProviderFact("ds-8.9-beta")]
    public async Task Reference_InTheAnthropicForm_NeedsItsHeader(string header, string value)
    {
        var key = DeepSeekAsk.NextKey();
        var id = (string?)(await UploadAsync(Picture, key: key)).Json["id"];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/deepseek/anthropic/v1/messages")
        {
            Content = new StringContent(
                $$$"""{"model":"claude-x","max_tokens":9,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"file","file_id":"{{{id}}}"}}]}]}"""),
        };
        request.Headers.TryAddWithoutValidation(header, "something-else");
        using var named = new HttpRequestMessage(HttpMethod.Post, request.RequestUri)
        {
            Content = new StringContent(await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)),
        };
        named.Headers.TryAddWithoutValidation(header, value);

        var without = await DeepSeekAsk.SendAsync(request, key: key);
        var with = await DeepSeekAsk.SendAsync(named, key: key);

        Assert.Equal((400, 200), (without.Status, with.Status));
    }

    private static async Task<DeepSeekReply> UploadAsync(byte[] file, int? seconds = null, string purpose = "user_data", string key = "")
    {
        MultipartFormDataContent form = new() { { new ByteArrayContent(file), "file", "dot.png" }, { new StringContent(purpose), "purpose" } };
        if (seconds is not null)
        {
            form.Add(new StringContent($"{seconds}"), "expires_after[seconds]");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/deepseek/files") { Content = form };
        return await DeepSeekAsk.SendAsync(request, key: key);
    }
}
