using System.Net;
using System.Text.Json.Nodes;

namespace Emulator.Tests.Control;

/// <summary>What can be asked of the emulator itself, over HTTP and on a clock that the test moves.</summary>
public sealed class ControlTests
{
    private const string Body = """{"model":"deepseek-flash","thinking":{"type":"disabled"},"messages":[{"role":"user","content":"hello"}]}""";

    private const string Hourly =
        "DeepSeek/Chat: {timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}, limits: [{name: hourly, requests: 2, window: 1h}]}";

    [Fact]
    public async Task Clock_AdvancedByAnHour_EmptiesAnHoursWindow()
    {
        await using var emulator = await TestEmulator.StartAsync(Hourly);
        Assert.Equal([200, 200, 429], await ChatsAsync(emulator, 3));

        var clock = await AskAsync(emulator, HttpMethod.Patch, "/__emulator/clock", """{"advance": "1h"}""");

        Assert.Equal(3600, (double)clock["elapsedSeconds"]!);
        Assert.Equal([200, 200, 429], await ChatsAsync(emulator, 3));
    }

    [Fact]
    public async Task Clock_Advanced_IsTheDateOfAnswers()
    {
        await using var emulator = await TestEmulator.StartAsync(Hourly);
        await AskAsync(emulator, HttpMethod.Patch, "/__emulator/clock", """{"advance": "1d"}""");

        using var request = TestEmulator.Chat(Body);
        using var response = await emulator.SendAsync(request);

        Assert.Equal(new DateTimeOffset(2026, 1, 6, 0, 0, 0, TimeSpan.Zero), response.Headers.Date);
    }

    [Fact]
    public async Task Clock_Frozen_HoldsADelayUntilItIsAdvanced()
    {
        await using var emulator = await TestEmulator.StartAsync("DeepSeek/Chat: {delay: 30s, timing: {timeToFirstToken: 0s, tokensPerSecond: 1000000000}}");
        await AskAsync(emulator, HttpMethod.Patch, "/__emulator/clock", """{"frozen": true}""");
        var answer = emulator.SendAsync(TestEmulator.Chat(Body));
        await ArrivedAsync(emulator);
        emulator.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False(answer.IsCompleted);

        await AskAsync(emulator, HttpMethod.Patch, "/__emulator/clock", """{"advance": "30s"}""");
        emulator.Clock.Advance(TimeSpan.Zero);

        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
    }

    [Theory]
    [InlineData("""{"advance": "-1h"}""", "never run backwards")]
    [InlineData("""{"advance": "soon"}""", "duration")]
    [InlineData("""{"advance": 5}""", "duration")]
    [InlineData("""{"advance": "99999d"}""", "ten years")]
    [InlineData("""{"rate": 0}""", "rate is")]
    [InlineData("""{"rate": "60x"}""", "rate is")]
    [InlineData("""{"frozen": "yes"}""", "frozen is true or false")]
    [InlineData("""{"advanse": "1h"}""", "advanse is not known here")]
    [InlineData("[]", "no JSON object")]
    [InlineData("{", "not JSON")]
    public async Task Clock_WrongChange_IsRefusedInOneSentenceAndChangesNothing(string body, string words)
    {
        await using var emulator = await TestEmulator.StartAsync(Hourly);

        var refusal = await AskAsync(emulator, HttpMethod.Patch, "/__emulator/clock", body, HttpStatusCode.BadRequest);

        Assert.Contains(words, (string)refusal["error"]!, StringComparison.Ordinal);
        Assert.Equal(0, (double)(await AskAsync(emulator, HttpMethod.Get, "/__emulator/clock"))["elapsedSeconds"]!);
    }

    [Fact]
    public async Task Limits_TellEachWindowNow()
    {
        await using var emulator = await TestEmulator.StartAsync(Hourly);
        await ChatsAsync(emulator, 1);
        emulator.Clock.Advance(TimeSpan.FromMinutes(10));
        await ChatsAsync(emulator, 3);

        var limit = (await AskAsync(emulator, HttpMethod.Get, "/__emulator/limits"))["dialects"]!["DeepSeek/Chat"]![0]!;

        Assert.Equal(("hourly", "slidingLog", "requests"), ((string)limit["limit"]!, (string)limit["counting"]!, (string)limit["unit"]!));
        Assert.Equal((2, 2, 0), ((int)limit["used"]!, (int)limit["permitLimit"]!, (int)limit["remaining"]!));
        Assert.Equal("2026-01-05T01:00:00.000Z", (string)limit["nextFreeAt"]!);
        Assert.Equal("2026-01-05T01:10:00.000Z", (string)limit["resetAt"]!);
        Assert.StartsWith("key k-", (string)limit["subject"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_Limits_LeavesTheJournalAlone()
    {
        await using var emulator = await TestEmulator.StartAsync(Hourly);
        await ChatsAsync(emulator, 3);

        var reset = await AskAsync(emulator, HttpMethod.Post, "/__emulator/reset", """{"limits": true}""");

        Assert.Equal("""{"reset":["limits"]}""", reset.ToJsonString());
        Assert.Equal(3, emulator.Journal.Count);
        Assert.Equal([200, 200, 429], await ChatsAsync(emulator, 3));
    }

    [Fact]
    public async Task Reset_Journal_LeavesTheLimitsAlone()
    {
        await using var emulator = await TestEmulator.StartAsync(Hourly);
        await ChatsAsync(emulator, 2);

        await AskAsync(emulator, HttpMethod.Post, "/__emulator/reset", """{"journal": true}""");

        Assert.Empty(emulator.Journal);
        Assert.Equal([429], await ChatsAsync(emulator, 1));
        var summary = await AskAsync(emulator, HttpMethod.Get, "/__emulator/journal/summary");
        Assert.Equal(1, (int)summary["lines"]!);
    }

    [Theory]
    [InlineData("{}", "nothing was named")]
    [InlineData("""{"everything": true}""", "everything is not known here")]
    [InlineData("""{"limits": "yes"}""", "limits is true or false")]
    public async Task Reset_Unclear_IsRefused(string body, string words)
    {
        await using var emulator = await TestEmulator.StartAsync(Hourly);

        var refusal = await AskAsync(emulator, HttpMethod.Post, "/__emulator/reset", body, HttpStatusCode.BadRequest);

        Assert.Contains(words, (string)refusal["error"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_ShowTheirPictures_WithoutALineInTheJournal()
    {
        await using var emulator = await TestEmulator.StartAsync("Flux/Bfl: {timing: {queueTime: 1s, runTime: 9s}}");
        using HttpRequestMessage submit = new(HttpMethod.Post, "/flux/v1/flux-dev")
        {
            Content = new StringContent("""{"prompt":"a lighthouse","width":256,"height":320}""", null, "application/json"),
        };
        submit.Headers.Add("x-key", "bfl_test");
        await emulator.SendAsync(submit);
        emulator.Clock.Advance(TimeSpan.FromSeconds(5.5));

        var job = (await AskAsync(emulator, HttpMethod.Get, "/__emulator/jobs"))["jobs"]![0]!;
        using var picture = await emulator.Client.GetAsync(new Uri((string)job["picture"]!, UriKind.Relative));

        Assert.Equal(("Flux/Bfl", "running", 0.5), ((string)job["dialect"]!, (string)job["state"]!, (double)job["progress"]!));
        Assert.Equal((256, 320), ((int)job["width"]!, (int)job["height"]!));
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        Assert.Single(emulator.Journal);
    }

    [Fact]
    public async Task Description_NamesEverythingThatIsServed()
    {
        await using var emulator = await TestEmulator.StartAsync(Hourly);

        var description = await AskAsync(emulator, HttpMethod.Get, "/__emulator/openapi.json");

        var described = description["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(one => $"{one.Key.ToUpperInvariant()} {path.Key}"));
        Assert.Equal(Emulator.Control.ControlCatalogue.Operations.Select(one => $"{one.Method} {one.Path}").Order(), described.Order());
        Assert.All(
            description["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()),
            operation => Assert.EndsWith(".", (string)operation.Value!["summary"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Description_EveryExampleOfABody_IsTaken()
    {
        foreach (var operation in Emulator.Control.ControlCatalogue.Operations.Where(one => one.BodyExample is not null))
        {
            await using var emulator = await TestEmulator.StartAsync("DeepSeek/Chat: {faults: [{fault: stall}]}");

            var answer = await SendAsync(emulator, new HttpMethod(operation.Method), operation.Path, operation.BodyExample);

            // What is to be verified has not happened; everything else is done.
            var right = operation.Path.EndsWith("/verify", StringComparison.Ordinal) ? HttpStatusCode.NotAcceptable : answer.StatusCode;
            Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == right, $"{operation.Method} {operation.Path}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task Metrics_CountWhatWasAnswered_AndNameNoKey()
    {
        await using var emulator = await TestEmulator.StartAsync(Hourly);
        await ChatsAsync(emulator, 3);

        using var response = await emulator.Client.GetAsync(new Uri("/metrics", UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();

        Assert.Contains("""emulator_requests_total{dialect="DeepSeek/Chat",operation="chat.completions",status="200"} 2""", text, StringComparison.Ordinal);
        Assert.Contains("""emulator_limit_refusals_total{dialect="DeepSeek/Chat",limit="hourly"} 1""", text, StringComparison.Ordinal);
        Assert.Contains("""emulator_request_duration_seconds_count{dialect="DeepSeek/Chat"} 3""", text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestEmulator.Key, text, StringComparison.Ordinal);
        Assert.All(
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches(@"^(# (HELP|TYPE) \S+ .+|[a-z0-9_]+(\{[a-z]+=""[^""]*""(,[a-z]+=""[^""]*"")*\})? -?[0-9.E+-]+)$", line));
    }

    [Fact]
    public async Task Control_OfARunThatIsNotThere_IsRefused()
    {
        await using var emulator = await TestEmulator.StartAsync(Hourly);

        var refusal = await AskAsync(emulator, HttpMethod.Get, "/@nobody/__emulator/limits", null, HttpStatusCode.NotFound);

        Assert.Contains("no run nobody", (string)refusal["error"]!, StringComparison.Ordinal);
    }

    internal static async Task<JsonNode> AskAsync(
        TestEmulator emulator, HttpMethod method, string path, string? body = null, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await SendAsync(emulator, method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    internal static async Task<IReadOnlyList<int>> ChatsAsync(TestEmulator emulator, int count)
    {
        List<int> statuses = [];
        for (var index = 0; index < count; index++)
        {
            using var request = TestEmulator.Chat(Body);
            using var response = await emulator.SendAsync(request);
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }

    private static async Task<HttpResponseMessage> SendAsync(TestEmulator emulator, HttpMethod method, string path, string? body)
    {
        using HttpRequestMessage request = new(method, path) { Content = body is null ? null : new StringContent(body) };
        return await emulator.SendAsync(request);
    }

    /// <summary>Waits until the server has a request that it has not answered.</summary>
    private static async Task ArrivedAsync(TestEmulator emulator)
    {
        while ((int)(await AskAsync(emulator, HttpMethod.Get, "/__emulator/runs"))["runs"]![0]!["openRequests"]! == 0)
        {
            await Task.Yield();
        }
    }
}
