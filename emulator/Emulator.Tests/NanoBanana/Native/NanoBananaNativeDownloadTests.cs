using System.Net;
using System.Text.Json.Nodes;
using Emulator.Tests.Images;
using ScenarioFile;

namespace Emulator.Tests.NanoBanana.Native;

/// <summary>The pictures of finished jobs: their size, their bytes, what is known of them already.</summary>
public sealed class NanoBananaNativeDownloadTests
{
    private const string Timing = "timing: {queueTime: 2s, runTime: 8s}";
    private const string Submit = "/nanobanana/v1/images/generations";
    private const string Fox = """{"prompt":"a fox","parameters":{"width":256,"height":512}}""";

    [Theory]
    [InlineData("""{"prompt":"a","parameters":null}""", 1024, 1024)]
    [InlineData("""{"prompt":"a","parameters":{"width":256,"height":2048}}""", 256, 2048)]
    [InlineData("""{"prompt":"a","parameters":{"width":264,"format":"jpeg"}}""", 264, 1024)]
    public async Task Download_Picture_HasExactlyTheSizeAskedFor(string body, int width, int height)
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);
        var job = JobOf(await said.PostAsync(Submit, body));
        emulator.Clock.Advance(TimeSpan.FromSeconds(10));

        var result = JsonNode.Parse(await said.GetAsync(job))!["result"]!;
        using var reply = await said.SendAsync(said.Request(HttpMethod.Get, (string)result["imageUrl"]!, null));
        var file = await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var picture = DecodedPicture.From(file);

        Assert.Equal((width, height), (picture.WidthPixels, picture.HeightPixels));
        Assert.Equal((width, height), ((int)result["width"]!, (int)result["height"]!));
        Assert.Equal(file.Length, (int)result["sizeBytes"]!);
        Assert.Equal(file.Length, reply.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Download_KnownETag_IsNotModified()
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);
        var job = JobOf(await said.PostAsync(Submit, Fox));
        emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        var image = (string)JsonNode.Parse(await said.GetAsync(job))!["result"]!["imageUrl"]!;
        using var first = await said.SendAsync(said.Request(HttpMethod.Get, image, null));

        using var second = await AskAsync(first.Headers.ETag!.ToString());
        using var any = await AskAsync("*");
        using var another = await AskAsync("\"0123\"");

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (any.StatusCode, another.StatusCode));

        async Task<HttpResponseMessage> AskAsync(string tag)
        {
            using var again = said.Request(HttpMethod.Get, image, null);
            again.Headers.TryAddWithoutValidation("If-None-Match", tag);
            return await said.SendAsync(again);
        }
    }

    [Theory]
    [InlineData("seed")]
    [InlineData("prompt")]
    [InlineData("style")]
    public async Task Download_SameSeedPromptAndParameters_AreTheSameBytes(string changed)
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);

        var first = await FileAsync("");
        var again = await FileAsync("");
        var other = await FileAsync(changed);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);

        async Task<byte[]> FileAsync(string change)
        {
            string With(string name, string usual, string another) => change == name ? another : usual;
            var job = JobOf(await said.PostAsync(Submit, $$$"""
                {"prompt":"{{{With("prompt", "a fox", "a cat")}}}","parameters":{"width":256,"height":256,"seed":{{{With("seed", "7", "8")}}},
                "style":"{{{With("style", "3d", "anime")}}}","quality":"low"}}
                """));
            emulator.Clock.Advance(TimeSpan.FromSeconds(10));
            using var reply = await said.SendAsync(said.Request(
                HttpMethod.Get, (string)JsonNode.Parse(await said.GetAsync(job))!["result"]!["imageUrl"]!, null));
            return await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [InlineData("full", false)]
    [InlineData("withoutJob", true)]
    [InlineData("none", true)]
    public async Task Download_WithoutASeed_IsTheSameUnlessItNamesItsJob(string caption, bool isSame)
    {
        await using var emulator = await TestEmulator.StartAsync(EmulatorSettings.From(ScenarioDocument.Parse(
            $"version: 1\ntitle: a test\nemulator: {{seed: 7, pictures: {{caption: {caption}}}, dialects: {{NanoBanana/Native: {{{Timing}}}}}}}\n", "test.yaml")));
        var said = Talk(emulator);

        var first = await FileAsync();
        var second = await FileAsync();

        Assert.Equal(isSame, first.AsSpan().SequenceEqual(second));

        async Task<byte[]> FileAsync()
        {
            var job = JobOf(await said.PostAsync(Submit, Fox));
            emulator.Clock.Advance(TimeSpan.FromSeconds(10));
            using var reply = await said.SendAsync(said.Request(
                HttpMethod.Get, (string)JsonNode.Parse(await said.GetAsync(job))!["result"]!["imageUrl"]!, null));
            return await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        }
    }

    private static Task<TestEmulator> StartAsync() => TestEmulator.StartAsync($"NanoBanana/Native: {{{Timing}}}");

    private static Transcript Talk(TestEmulator emulator) => new(emulator) { KeyHeader = "Authorization: Bearer nb" };

    private static string JobOf(string answer) => $"/nanobanana/v1/jobs/{(string)JsonNode.Parse(answer)!["jobId"]!}";
}
