using System.Text;
using System.Text.Json.Nodes;
using Emulator.Images;
using ScenarioFile;

namespace Emulator.Tests.Answers;

/// <summary>A picture of the scenario's own is what every image dialect delivers.</summary>
public sealed class OwnImageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("own-image-");
    private readonly byte[] _file = new PictureSpec(new PictureSize(40, 30), PictureFormat.Png, 1, "mine").Encode();

    public OwnImageTests() => File.WriteAllBytes(Path.Combine(_folder.FullName, "mine.png"), _file);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Native_OwnImage_IsDeliveredAndDescribed()
    {
        await using var emulator = await StartAsync("NanoBanana/Native");

        var job = await SendAsync(emulator, "/nanobanana/v1/images/generations", """{"prompt":"a fox","parameters":{"format":"jpeg"}}""");
        emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        var done = await SendAsync(emulator, $"/nanobanana/v1/jobs/{job["jobId"]}");
        var file = await DownloadAsync(emulator, (string)done["result"]!["imageUrl"]!, "image/png");

        var result = done["result"]!;
        Assert.Equal((40, 30, "png"), ((int)result["width"]!, (int)result["height"]!, (string?)result["format"]));
        Assert.Equal(_file.Length, (int)result["sizeBytes"]!);
        Assert.Equal(_file, file);
    }

    [Fact]
    public async Task Bfl_OwnImage_IsDelivered()
    {
        await using var emulator = await StartAsync("Flux/Bfl");

        var job = await SendAsync(emulator, "/flux/v1/flux-dev", """{"prompt":"a fox"}""");
        emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        var done = await SendAsync(emulator, new Uri((string)job["polling_url"]!).PathAndQuery);

        Assert.Equal(_file, await DownloadAsync(emulator, (string)done["result"]!["sample"]!, "image/png"));
    }

    [Fact]
    public async Task TaskApi_OwnImage_IsDelivered()
    {
        await using var emulator = await StartAsync("NanoBanana/TaskApi");

        var task = await SendAsync(emulator, "/nanobanana-task/api/v1/nanobanana/generate-2", """{"prompt":"a fox"}""");
        emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        var done = await SendAsync(emulator, $"/nanobanana-task/api/v1/nanobanana/record-info?taskId={task["data"]!["taskId"]}");

        Assert.Equal(_file, await DownloadAsync(emulator, (string)done["data"]!["response"]!["resultImageUrl"]!, "image/png"));
    }

    [Fact]
    public async Task ImagePig_OwnImage_IsInTheAnswer()
    {
        await using var emulator = await StartAsync("Flux/ImagePig");

        var answer = await SendAsync(emulator, "/imagepig/flux", """{"prompt":"a fox"}""");

        Assert.Equal("image/png", (string?)answer["mime_type"]);
        Assert.Equal(_file, Convert.FromBase64String((string)answer["image_data"]!));
    }

    [Fact]
    public async Task Native_OwnRefusal_KeepsThePromptOutOfTheJournal()
    {
        await using var emulator = await TestEmulator.StartAsync(
            "NanoBanana/Native: {answers: [{refuse: {status: 422, message: \"no: {{prompt}}\", code: mine}}]}");

        var answer = await SendAsync(emulator, "/nanobanana/v1/images/generations", """{"prompt":"a secret fox"}""");

        Assert.Equal(("no: a secret fox", "mine"), ((string?)answer["error"]!["message"], (string?)answer["error"]!["code"]));
        Assert.DoesNotContain("secret", emulator.Journal[0].ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.png", "the picture none.png cannot be read; write its path from the scenario's folder")]
    [InlineData("scenario.yaml", "the file scenario.yaml is no PNG, JPEG, WebP or GIF; take one that is")]
    public async Task Build_UnusableFile_SaysWhereAndWhatToDo(string image, string what)
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "scenario.yaml"), "version: 1", TestContext.Current.CancellationToken);

        var complaint = await Assert.ThrowsAsync<ScenarioFormatException>(() => StartAsync("Flux/Bfl", image));

        Assert.Contains(what, $"{Assert.Single(complaint.Problems)}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("R0lGODlhCgAUAAAAACw=", "image/gif", 10, 20)]
    [InlineData("UklGRhoAAABXRUJQVlA4TA0AAAAvCcATAAAAAAAAAAAA", "image/webp", 10, 80)]
    [InlineData("/9j/4AAEAAD/wAARCAAUAAoDAREAAhEBAxEB", "image/jpeg", 10, 20)]
    public void Read_Header_IsTypeAndSize(string file, string mediaType, int width, int height) =>
        Assert.Equal(new ImageHeader(mediaType, width, height), ImageHeader.Read(Convert.FromBase64String(file)));

    private async Task<TestEmulator> StartAsync(string dialect, string image = "mine.png")
    {
        var text = $"version: 1\ntitle: a test\nemulator:\n  dialects:\n    {dialect}: {{timing: {{runTime: 0s}}, answers: [{{promptContains: fox, image: {image}}}]}}\n";
        var document = ScenarioDocument.Parse(text, Path.Combine(_folder.FullName, "test.yaml"));
        return await TestEmulator.StartAsync(EmulatorSettings.From(document));
    }

    private static async Task<JsonNode> SendAsync(TestEmulator emulator, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path);
        request.Headers.Add("Authorization", "Bearer key");
        request.Headers.Add("x-key", "key");
        request.Headers.Add("Api-Key", "key");
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var reply = await emulator.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task<byte[]> DownloadAsync(TestEmulator emulator, string url, string mediaType)
    {
        using var reply = await emulator.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(url).PathAndQuery));
        Assert.Equal(mediaType, reply.Content.Headers.ContentType!.MediaType);
        return await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }
}
