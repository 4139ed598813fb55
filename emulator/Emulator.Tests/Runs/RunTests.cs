using System.Net;
using System.Text.Json.Nodes;
using VirtualTime;

namespace Emulator.Tests.Runs;

/// <summary>Runs side by side in one server: whatever one does, the others do not see.</summary>
public sealed class RunTests
{
    private const string Body = """{"model":"deepseek-flash","thinking":{"type":"disabled"},"messages":[{"role":"user","content":"hello"}]}""";
    private const string Quick = "{timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}";

    [Fact]
    public async Task Runs_SixtyFourInParallelWithLimitsOfTheirOwn_DoNotSeeEachOther()
    {
        const int Runs = 64;
        await using var emulator = await TestEmulator.StartAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(1, Runs).Select(number => FlyAsync(emulator, number)));

        // Run n may have n requests, and sends two more.
        Assert.Equal(Enumerable.Range(1, Runs).Select(number => (Granted: number, Refused: 2)), outcomes);
        Assert.Empty(emulator.Journal);
    }

    [Fact]
    public async Task Run_ByHeaderAndByPath_IsTheSame()
    {
        await using var emulator = await TestEmulator.StartAsync(FluxOneAtATime);

        var byHeader = await SubmitAsync(emulator, "/flux/v1/flux-dev", "shard-7");
        var byPath = await SubmitAsync(emulator, "/@shard-7/flux/v1/flux-dev", null);
        var common = await SubmitAsync(emulator, "/flux/v1/flux-dev", null);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK], [byHeader.StatusCode, byPath.StatusCode, common.StatusCode]);
    }

    [Fact]
    public async Task Run_HandsOutUrlsThatLeadBackToIt()
    {
        await using var emulator = await TestEmulator.StartAsync(FluxOneAtATime);
        var submitted = await JsonOf(await SubmitAsync(emulator, "/flux/v1/flux-dev", "shard-7"));
        var poll = new Uri((string)submitted["polling_url"]!);

        Assert.StartsWith("/@shard-7/flux/", poll.AbsolutePath, StringComparison.Ordinal);
        emulator.Clock.Advance(TimeSpan.FromMinutes(1));
        var result = await JsonOf(await emulator.Client.GetAsync(poll));
        using var picture = await emulator.Client.GetAsync(new Uri((string)result["result"]!["sample"]!));

        Assert.Equal("Ready", (string)result["status"]!);
        Assert.Equal(HttpStatusCode.OK, picture.StatusCode);
    }

    [Fact]
    public async Task Run_Job_IsUnknownToOthers()
    {
        await using var emulator = await TestEmulator.StartAsync(FluxOneAtATime);
        var submitted = await JsonOf(await SubmitAsync(emulator, "/flux/v1/flux-dev", "shard-7"));
        Uri path = new(((string)submitted["polling_url"]!).Replace("/@shard-7", "", StringComparison.Ordinal));

        using var elsewhere = await emulator.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Run_ClockAdvanced_IsItsOwn()
    {
        await using var emulator = await TestEmulator.StartAsync($"DeepSeek/Chat: {Quick}, limits: [{{name: hourly, requests: 1, window: 1h}}]}}");
        await ChatAsync(emulator, "shard-7");
        await ChatAsync(emulator, null);

        await ControlAsync(emulator, HttpMethod.Patch, "/__emulator/clock", "shard-7", """{"advance": "1h"}""");

        Assert.Equal(HttpStatusCode.OK, (await ChatAsync(emulator, "shard-7")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await ChatAsync(emulator, null)).StatusCode);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("caf\u00e9")]
    [InlineData("a/b")]
    public async Task Run_NameThatCannotBe_IsRefusedInOneSentence(string name)
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var request = TestEmulator.Chat(Body);
        request.Headers.TryAddWithoutValidation("X-Test-Id", name);

        using var response = await emulator.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("letters, digits", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_HeaderAgainstPath_IsRefused()
    {
        await using var emulator = await TestEmulator.StartAsync();

        using var response = await SubmitAsync(emulator, "/@one/flux/v1/flux-dev", "two");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Runs_MoreThanThereMayBe_AreRefusedWhileOthersAreInUse_AndFindRoomAfterwards()
    {
        VirtualClock clock = new();
        var settings = TestEmulator.Settings($"DeepSeek/Chat: {Quick}}}") with { Runs = new(2, TimeSpan.FromMinutes(15)) };
        await using var emulator = await TestEmulator.StartAsync(settings, clock);
        await ChatAsync(emulator, "one");
        await ChatAsync(emulator, "two");

        var full = await ChatAsync(emulator, "three");
        clock.Advance(TimeSpan.FromMinutes(2));
        var later = await ChatAsync(emulator, "three");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, full.StatusCode);
        Assert.Contains("2 runs", await full.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        var listed = await JsonOf(await ControlAsync(emulator, HttpMethod.Get, "/__emulator/runs", null, null));
        Assert.Equal(["", "three", "two"], listed["runs"]!.AsArray().Select(run => (string)run!["id"]!));
        Assert.Equal(1, (int)listed["expired"]!);
    }

    private const string FluxOneAtATime = "Flux/Bfl: {limits: [{name: one, activeJobs: 1}]}";

    private static async Task<(int Granted, int Refused)> FlyAsync(TestEmulator emulator, int number)
    {
        var run = $"shard-{number}";
        var scenario = $"version: 1\ntitle: {run}\nemulator:\n  dialects:\n    DeepSeek/Chat: {Quick}, limits: [{{name: own, requests: {number}, window: 1h}}]}}\n";
        await ControlAsync(emulator, HttpMethod.Put, "/__emulator/scenario", run, scenario);
        var answers = await Task.WhenAll(Enumerable.Range(0, number + 2).Select(_ => ChatAsync(emulator, run)));
        var lines = (await (await ControlAsync(emulator, HttpMethod.Get, "/__emulator/journal", run, null)).Content.ReadAsStringAsync())
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(number + 2, lines.Length);
        return (answers.Count(answer => answer.IsSuccessStatusCode), answers.Count(answer => answer.StatusCode is HttpStatusCode.TooManyRequests));
    }

    private static async Task<HttpResponseMessage> ChatAsync(TestEmulator emulator, string? run)
    {
        using var request = TestEmulator.Chat(Body);
        return await SendAsync(emulator, request, run);
    }

    private static async Task<HttpResponseMessage> SubmitAsync(TestEmulator emulator, string path, string? run)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent("""{"prompt":"a lighthouse"}""", null, "application/json") };
        request.Headers.Add("x-key", "bfl_test");
        return await SendAsync(emulator, request, run);
    }

    private static async Task<HttpResponseMessage> ControlAsync(TestEmulator emulator, HttpMethod method, string path, string? run, string? body)
    {
        using HttpRequestMessage request = new(method, path) { Content = body is null ? null : new StringContent(body) };
        var response = await SendAsync(emulator, request, run);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return response;
    }

    private static async Task<HttpResponseMessage> SendAsync(TestEmulator emulator, HttpRequestMessage request, string? run)
    {
        if (run is not null)
        {
            request.Headers.Add("X-Test-Id", run);
        }

        return await emulator.SendAsync(request);
    }

    private static async Task<JsonNode> JsonOf(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
}
