using System.Net;
using System.Text.Json.Nodes;
using Emulator.Tests.Images;
using ScenarioFile;
using VirtualTime;

namespace Emulator.Tests.Flux.ImagePig;

public sealed class ImagePigTests
{
    private const string Quick = "timing: {runTime: 0s}";
    private const string Path = "/imagepig/flux";

    [Fact]
    public async Task Generate_InEveryWayThatSucceeds_AnswersAsTheProviderDoes()
    {
        await using var emulator = await StartAsync();
        Transcript said = new(emulator) { KeyHeader = "Api-Key: pig" };

        await said.Note("the clients' own call").PostAsync(Path, """{"positive_prompt":"a lighthouse","proportion":"square","format":"PNG","seed":18446744073709551615}""");
        await said.Note("the shortest call").PostAsync(Path, """{"prompt":"a lighthouse"}""");
        var stored = await said.Note("stored for two days").PostAsync(Path, """{"positive_prompt":"a lighthouse","storage_days":"2","language":"en","negative_prompt":"rain"}""");
        said.KeyHeader = null;
        await said.Note("fetched without a key").GetAsync((string)JsonNode.Parse(stored)!["image_url"]!);

        Golden.Check(said.ToString(), "conversation.txt");
    }

    [Fact]
    public async Task Generate_InEveryWayThatIsRefused_AnswersInOneOfTwoEnvelopes()
    {
        await using var emulator = await StartAsync($"{Quick}, limits: []");
        Transcript said = new(emulator);

        await said.Note("no key").PostAsync(Path, "{}");
        said.KeyHeader = "Api-Key: an-invalid-key";
        await said.Note("wrong key").PostAsync(Path, "{}");
        said.KeyHeader = "Api-Key: pig";
        await said.Note("nothing asked for").PostAsync(Path, "{}");
        await said.Note("everything wrong").PostAsync(Path, """{"prompt":7,"proportion":"tall","language":1,"format":"WEBP","seed":-1,"storage_days":-1}""");
        await said.Note("seed above 64 bits").PostAsync(Path, """{"prompt":"a","seed":18446744073709551616}""");
        await said.Note("empty prompt").PostAsync(Path, """{"prompt":""}""");
        await said.Note("not JSON").PostAsync(Path, "prompt=a");
        await said.Note("cut JSON").PostAsync(Path, """{"prompt":"a""");
        await said.Note("a list").PostAsync(Path, "[]");
        await said.Note("a form").PostAsync(Path, "prompt=a", "application/x-www-form-urlencoded");
        await said.Note("no body").PostAsync(Path, "");
        await said.Note("50 MB").PostAsync(Path, new string(' ', 50_000_000));
        await said.Note("asked to fail").PostAsync(Path, """{"prompt":"a [failed] cat"}""");
        await said.Note("wrong method").GetAsync(Path);
        await said.Note("wrong path").PostAsync("/imagepig/downscale", "{}");
        await said.Note("unknown file").GetAsync("/imagepig/files/none.png");

        Golden.Check(said.ToString(), "errors.txt");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Generate_RefusedByAFault_IsToldInTheErrorEnvelope(int status)
    {
        await using var emulator = await StartAsync($"{Quick}, faults: [{{fault: refuse, status: {status}, retryAfter: 2s}}]");
        Transcript said = new(emulator) { KeyHeader = "Api-Key: pig" };

        using var reply = await said.SendAsync(said.Request(HttpMethod.Post, Path, """{"prompt":"a"}"""));
        var body = JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        Assert.Equal(status, (int)reply.StatusCode);
        Assert.False(string.IsNullOrEmpty((string?)body["error"]));
        Assert.Equal("2", Assert.Single(reply.Headers.GetValues("Retry-After")));
    }

    [Theory]
    [InlineData("landscape", 1216, 832)]
    [InlineData("portrait", 832, 1216)]
    [InlineData("square", 1024, 1024)]
    [InlineData("wide", 1344, 768)]
    public async Task Generate_Proportion_GivesAJpegOfItsSize(string proportion, int width, int height)
    {
        await using var emulator = await StartAsync();
        Transcript said = new(emulator) { KeyHeader = "Api-Key: pig" };

        var answer = JsonNode.Parse(await said.PostAsync(Path, $$"""{"prompt":"a cat","proportion":"{{proportion}}"}"""))!;
        var picture = DecodedPicture.From(Convert.FromBase64String((string)answer["image_data"]!));

        Assert.Equal("image/jpeg", (string?)answer["mime_type"]);
        Assert.Equal((width, height), (picture.WidthPixels, picture.HeightPixels));
    }

    [Fact]
    public async Task Generate_SamePromptAndSeed_IsTheSamePictureBesideItsCall()
    {
        // What a picture says of its call would differ.
        await using var emulator = await TestEmulator.StartAsync(EmulatorSettings.From(ScenarioDocument.Parse(
            $"version: 1\ntitle: a test\nemulator: {{seed: 7, pictures: {{caption: withoutJob}}, dialects: {{Flux/ImagePig: {{{Quick}}}}}}}\n", "test.yaml")));
        Transcript said = new(emulator) { KeyHeader = "Api-Key: pig" };

        var one = await ImageAsync("""{"prompt":"a cat","seed":5}""");
        var same = await ImageAsync("""{"seed":5,"positive_prompt":"a cat"}""");
        var other = await ImageAsync("""{"prompt":"a cat","seed":6}""");

        Assert.Equal(one, same);
        Assert.NotEqual(one, other);

        async Task<string> ImageAsync(string body) => (string)JsonNode.Parse(await said.PostAsync(Path, body))!["image_data"]!;
    }

    [Fact]
    public async Task Generate_SixtyInAMinute_RefusesTheNextUntilTheFirstLeavesTheWindow()
    {
        await using var emulator = await StartAsync();
        Transcript said = new(emulator) { KeyHeader = "Api-Key: pig" };
        List<HttpStatusCode> statuses = [];
        for (var i = 0; i < 60; i++)
        {
            statuses.Add((await SubmitAsync()).StatusCode);
            emulator.Clock.Advance(TimeSpan.FromMilliseconds(500));
        }

        using var refused = await SubmitAsync();
        emulator.Clock.Advance(TimeSpan.FromSeconds(30) - TimeSpan.FromTicks(1));
        using var justBefore = await SubmitAsync();
        emulator.Clock.Advance(TimeSpan.FromTicks(1));
        using var atTheEdge = await SubmitAsync();

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Retry-After"));
        Assert.Equal("""{"error":"Rate limit exceeded"}""", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.TooManyRequests, justBefore.StatusCode);
        Assert.Equal(HttpStatusCode.OK, atTheEdge.StatusCode);

        Task<HttpResponseMessage> SubmitAsync() =>
            said.SendAsync(said.Request(HttpMethod.Post, Path, """{"prompt":"a cat","storage_days":1}"""));
    }

    [Fact]
    public async Task Generate_RunTime_IsTheTimeBetweenTheStamps()
    {
        VirtualClock clock = new();
        var answer = await VirtualRun.RunAsync(clock, async _ =>
        {
            await using var emulator = await TestEmulator.StartAsync("Flux/ImagePig: {timing: {runTime: 40s}}", clock);
            Transcript said = new(emulator) { KeyHeader = "Api-Key: pig" };
            return await said.PostAsync(Path, """{"prompt":"a","storage_days":1}""");
        });

        Assert.Equal(TimeSpan.FromSeconds(40), clock.Elapsed);
        Assert.Contains("\"started_at\":\"2026-01-05T00:00:00.000000+00:00\",\"completed_at\":\"2026-01-05T00:00:40.000000+00:00\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Download_StorageDaysOver_IsNotFound()
    {
        await using var emulator = await StartAsync();
        Transcript said = new(emulator) { KeyHeader = "Api-Key: pig" };
        var url = (string)JsonNode.Parse(await said.PostAsync(Path, """{"prompt":"a","storage_days":2}"""))!["image_url"]!;

        emulator.Clock.Advance(TimeSpan.FromDays(2) - TimeSpan.FromTicks(1));
        using var inTime = await said.SendAsync(said.Request(HttpMethod.Get, url, null));
        emulator.Clock.Advance(TimeSpan.FromTicks(1));
        using var late = await said.SendAsync(said.Request(HttpMethod.Get, url, null));

        Assert.Equal(HttpStatusCode.OK, inTime.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    private static Task<TestEmulator> StartAsync(string settings = Quick) =>
        TestEmulator.StartAsync($"Flux/ImagePig: {{{settings}}}");
}
