using System.Text;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B5: files that are uploaded, told of, fetched and referred to.</summary>
public sealed class FileFactTests
{
    private static readonly byte[] Small = Convert.FromBase64String(GeminiSized.SmallPng);

    [Theory, ProviderFact("g-b1-upload")]
    public async Task Upload_IsBegun(string path, int status)
    {
        using var watch = await GeminiBatchWatch.StartAsync();

        Assert.Equal(status, (await watch.BeginAsync(Small.Length, "image/png", path)).Status);
    }

    [Theory, ProviderFact("g-b1-file")]
    public async Task File_IsToldOf(string path, int status)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var file = await watch.UploadAsync(Small, "image/png");

        var reply = await watch.GetAsync($"{path}{IdOf(file)}");

        Assert.Equal((status, (string?)file["name"]), (reply.Status, (string?)reply.Json["name"]));
    }

    [Theory, ProviderFact("g-b1-download")]
    public async Task File_IsFetched(string path, string after, int status)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var file = await watch.UploadAsync(Small, "image/png");

        var reply = await watch.GetAsync($"{path}{IdOf(file)}{after}");

        Assert.Equal((status, "image/png"), (reply.Status, reply.Headers["content-type"]));
        Assert.Equal(Small, reply.Bytes);
    }

    [Theory, ProviderFact("g-b1-download-js")]
    public async Task File_IsFetchedAsTheJsClientAsks(string path, string after)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var file = await watch.UploadAsync(Small, "image/png");

        Assert.Equal(Small, (await watch.GetAsync($"{path}{IdOf(file)}{after}")).Bytes);
    }

    [Theory, ProviderFact("g-b5-upload-url")]
    public async Task Upload_HasItsUrl(string header)
    {
        using var watch = await GeminiBatchWatch.StartAsync();

        Assert.StartsWith("http", (await watch.BeginAsync(9, "image/png")).Headers[header], StringComparison.Ordinal);
    }

    [Theory, ProviderFact("g-b5-upload-final")]
    public async Task Upload_EndsWithTheFile(string command, string header, string status, string member)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var url = (await watch.BeginAsync(Small.Length, "image/png")).Headers["x-goog-upload-url"];

        var reply = await watch.PartAsync(url, Small, command: command);

        Assert.Equal(status, reply.Headers[header]);
        Assert.StartsWith("files/", (string?)reply.Json[member]!["name"], StringComparison.Ordinal);
    }

    [Theory, ProviderFact("g-b5-upload-active")]
    public async Task Upload_InParts_GoesOn(string status)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var url = (await watch.BeginAsync(Small.Length, "image/png")).Headers["x-goog-upload-url"];

        var first = await watch.PartAsync(url, Small[..20], command: "upload");
        var wrong = await watch.PartAsync(url, Small[30..], 30);
        var last = await watch.PartAsync(url, Small[20..], 20);

        Assert.Equal((status, 400, "final"), (first.Headers["x-goog-upload-status"], wrong.Status, last.Headers["x-goog-upload-status"]));
        Assert.Equal(Small.Length, int.Parse((string)last.Json["file"]!["sizeBytes"]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory, ProviderFact("g-b5-upload-keyless")]
    public async Task Upload_ToItsUrl_NeedsNoKey(int status)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var url = (await watch.BeginAsync(Small.Length, "image/png")).Headers["x-goog-upload-url"];
        watch.ForgetKey();

        Assert.Equal((status, 403), ((await watch.PartAsync(url, Small)).Status, (await watch.BeginAsync(9, "image/png")).Status));
    }

    [Theory, ProviderFact("g-b5-file-members")]
    public async Task File_HasTheseMembers(params string[] members)
    {
        using var watch = await GeminiBatchWatch.StartAsync();

        Assert.Equal(members, GeminiReply.KeysOf(await watch.UploadAsync(Small, "image/png")));
    }

    [Theory, ProviderFact("g-b5-file-name")]
    public async Task File_IsNamedAndActive(string collection, string state, string kind)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var file = await watch.UploadAsync(Small, "image/png");

        Assert.StartsWith(collection, (string?)file["name"], StringComparison.Ordinal);
        Assert.Equal((state, kind), ((string?)file["state"], $"{file["sizeBytes"]!.GetValueKind()}"));
    }

    [Theory, ProviderFact("g-b5-file-life")]
    public async Task File_IsThereForSoLong(int hours)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var file = await watch.UploadAsync(Small, "image/png");
        watch.Clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));

        var before = (await watch.GetAsync($"/v1beta/{file["name"]}")).Status;
        watch.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((200, 404), (before, (await watch.GetAsync($"/v1beta/{file["name"]}")).Status));
    }

    [Theory, ProviderFact("g-b5-files")]
    public async Task Files_AreListedUntilTheyAreDeleted(string path, string member, int status)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var file = await watch.UploadAsync(Small, "image/png");

        var listed = (await watch.GetAsync(path)).Json[member]!.AsArray().Select(one => (string?)one!["name"]).ToList();
        await watch.DeleteAsync($"/v1beta/{file["name"]}");

        Assert.Equal([(string?)file["name"]], listed);
        Assert.Equal(status, (await watch.GetAsync($"/v1beta/{file["name"]}")).Status);
        Assert.Empty((await watch.GetAsync(path)).Json[member]!.AsArray());
    }

    [Theory, ProviderFact("g-b3-file")]
    public async Task File_IsReferredTo(string member, string address, string type, int status)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var file = await watch.UploadAsync(Small, "image/png");

        var found = await watch.PostAsync($"/v1beta/models/{GeminiAsk.Model}:countTokens", Ask((string)file["uri"]!));
        var missing = await watch.PostAsync($"/v1beta/models/{GeminiAsk.Model}:generateContent", Ask("https://example.com/v1beta/files/none"));

        Assert.Equal((status, 400), (found.Status, missing.Status));

        string Ask(string value) => GeminiAsk.Body(contents:
            $$$"""{"role":"user","parts":[{"text":"Brighter"},{"{{{member}}}":{"{{{address}}}":"{{{value}}}","{{{type}}}":"image/png"}}]}""");
    }

    [Fact]
    public async Task File_InOneRequest_IsTakenFromTheOlderClient()
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var related = Encoding.UTF8.GetBytes(
            "--b\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{\"file\":{\"mimeType\":\"text/plain\"}}\r\n--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b--");

        var file = (await watch.RelatedAsync(related, "multipart/related; boundary=b")).Json["file"]!;

        Assert.Equal("hello", (await watch.GetAsync($"/download/v1beta/{file["name"]}:download?alt=media")).Text);
    }

    [Theory]
    [InlineData("image/p\u00e4ng")]
    [InlineData("no type")]
    public async Task File_OfNoType_IsRefused(string type)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var related = Encoding.UTF8.GetBytes($"--b\r\nContent-Type: application/json\r\n\r\n{{\"file\":{{\"mimeType\":\"{type}\"}}}}\r\n--b\r\n\r\nhello\r\n--b--");

        Assert.Equal(400, (await watch.RelatedAsync(related, "multipart/related; boundary=b")).Status);
    }

    private static string IdOf(System.Text.Json.Nodes.JsonNode file) => ((string)file["name"]!)["files/".Length..];
}
