using System.Net;
using System.Text.Json.Nodes;

namespace Emulator.Tests.NanoBanana.Native;

public sealed class NanoBananaNativeTests
{
    private const string Timing = "timing: {queueTime: 2s, runTime: 8s}";
    private const string Submit = "/nanobanana/v1/images/generations";
    private const string Fox = """{"prompt":"a fox","parameters":{"width":256,"height":512}}""";

    [Fact]
    public async Task Job_FromSubmitToExpiry_IsToldAsTheContractSays()
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);

        var job = JobOf(await said.Note("submit").PostAsync(
            Submit, """{"prompt":"  ein Fuchs \"im\" Schnee, 雪 ","parameters":{"width":512,"height":256,"style":"anime","quality":"high","format":"jpeg","seed":7},"unknown":1}"""));
        await said.Note("queued").GetAsync(job);
        emulator.Clock.Advance(TimeSpan.FromSeconds(4));
        await said.Note("2 of 8 seconds").GetAsync(job);
        emulator.Clock.Advance(TimeSpan.FromSeconds(6));
        var done = await said.Note("done").GetAsync(job);
        var image = (string)JsonNode.Parse(done)!["result"]!["imageUrl"]!;
        said.KeyHeader = null;
        await said.Note("download without a key").GetAsync(image);
        emulator.Clock.Advance(TimeSpan.FromHours(1));
        await said.Note("download an hour later").GetAsync(image);
        said.KeyHeader = "Authorization: Bearer nb";
        await said.Note("still completed").GetAsync(job);
        await said.Note("cannot be cancelled").SendAsync(HttpMethod.Delete, job, null);
        job = JobOf(await said.Note("the shortest submit").PostAsync(Submit, """{"prompt":"a fox"}"""));
        emulator.Clock.Advance(TimeSpan.FromSeconds(3));
        await said.Note("cancel").SendAsync(HttpMethod.Delete, job, null);
        await said.Note("cancelled").GetAsync(job);
        job = JobOf(await said.Note("a prompt that asks for a failure").PostAsync(Submit, """{"prompt":"a [failed] fox"}"""));
        emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        await said.Note("failed").GetAsync(job);

        Golden.Check(said.ToString(), "conversation.txt");
    }

    [Fact]
    public async Task Requests_InEveryWayThatIsRefused_AnswerInOneEnvelope()
    {
        await using var emulator = await StartAsync($"{Timing}, limits: []");
        Transcript said = new(emulator);

        await said.Note("no key").PostAsync(Submit, Fox);
        said.KeyHeader = "Authorization: Bearer an-invalid-key";
        await said.Note("wrong key").PostAsync(Submit, Fox);
        said.KeyHeader = "Authorization: Bearer nb";
        await said.Note("not JSON").PostAsync(Submit, "prompt");
        await said.Note("cut JSON").PostAsync(Submit, """{"prompt":"a""");
        await said.Note("no body").PostAsync(Submit, "");
        await said.Note("a list").PostAsync(Submit, "[]");
        await said.Note("a form").PostAsync(Submit, "prompt=a", "application/x-www-form-urlencoded");
        await said.Note("50 MB").PostAsync(Submit, new string(' ', 50_000_000));
        await said.Note("moderated").PostAsync(Submit, """{"prompt":"a [moderated] fox"}""");
        await said.Note("unknown job").GetAsync("/nanobanana/v1/jobs/job_none");
        await said.Note("cancel an unknown job").SendAsync(HttpMethod.Delete, "/nanobanana/v1/jobs/job_none", null);
        await said.Note("unknown file").GetAsync("/nanobanana/v1/files/img_none.png");
        await said.Note("wrong method").GetAsync(Submit);
        await said.Note("wrong path").PostAsync("/nanobanana/v1/images/edits", Fox);

        Golden.Check(said.ToString(), "errors.txt");
    }

    [Theory]
    [InlineData("""{}""", "prompt")]
    [InlineData("""{"prompt":null}""", "prompt")]
    [InlineData("""{"prompt":5}""", "prompt")]
    [InlineData("""{"prompt":"  "}""", "prompt")]
    [InlineData("""{"prompt":"a","parameters":5}""", "parameters")]
    [InlineData("""{"prompt":"a","parameters":{"width":255}}""", "parameters.width")]
    [InlineData("""{"prompt":"a","parameters":{"width":4104}}""", "parameters.width")]
    [InlineData("""{"prompt":"a","parameters":{"width":1001}}""", "parameters.width")]
    [InlineData("""{"prompt":"a","parameters":{"width":"512"}}""", "parameters.width")]
    [InlineData("""{"prompt":"a","parameters":{"width":512.5}}""", "parameters.width")]
    [InlineData("""{"prompt":"a","parameters":{"height":99999999999}}""", "parameters.height")]
    [InlineData("""{"prompt":"a","parameters":{"width":256,"height":2056}}""", "parameters.width")]
    [InlineData("""{"prompt":"a","parameters":{"style":""}}""", "parameters.style")]
    [InlineData("""{"prompt":"a","parameters":{"quality":"best"}}""", "parameters.quality")]
    [InlineData("""{"prompt":"a","parameters":{"format":"gif"}}""", "parameters.format")]
    [InlineData("""{"prompt":"a","parameters":{"seed":4294967296}}""", "parameters.seed")]
    [InlineData("""{"prompt":"a","parameters":{"seed":-1}}""", "parameters.seed")]
    public async Task Submit_FieldOutOfRange_IsRefusedByItsName(string body, string param)
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);

        using var reply = await said.SendAsync(said.Request(HttpMethod.Post, Submit, body));
        var error = JsonNode.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["error"]!;

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal("invalid_request", (string?)error["code"]);
        Assert.Equal(param, (string?)error["param"]);
        Assert.Contains(param, (string?)error["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Job_OfAnotherKey_DoesNotExist()
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);
        var job = JobOf(await said.PostAsync(Submit, Fox));

        said.KeyHeader = "Authorization: Bearer another";
        using var poll = await said.SendAsync(said.Request(HttpMethod.Get, job, null));
        using var cancel = await said.SendAsync(said.Request(HttpMethod.Delete, job, null));

        Assert.Equal(HttpStatusCode.NotFound, poll.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, cancel.StatusCode);
    }

    [Fact]
    public async Task Submit_FiftyInAnHour_RefusesTheNextUntilTheFirstLeavesTheWindow()
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);
        for (var i = 0; i < 50; i++)
        {
            using var granted = await SubmitAsync();
            Assert.Equal(HttpStatusCode.Accepted, granted.StatusCode);
            Assert.Equal($"{49 - i}", Assert.Single(granted.Headers.GetValues("X-RateLimit-Remaining")));
            emulator.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        using var refused = await SubmitAsync();
        emulator.Clock.Advance(TimeSpan.FromSeconds(2100) - TimeSpan.FromTicks(1));
        using var justBefore = await SubmitAsync();
        emulator.Clock.Advance(TimeSpan.FromTicks(1));
        using var atTheEdge = await SubmitAsync();

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("2100", Assert.Single(refused.Headers.GetValues("Retry-After")));
        Assert.Equal("0", Assert.Single(refused.Headers.GetValues("X-RateLimit-Remaining")));
        Assert.Equal("1767574800", Assert.Single(refused.Headers.GetValues("X-RateLimit-Reset")));
        Assert.Contains("\"code\":\"rate_limit_exceeded\"", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("1", Assert.Single(justBefore.Headers.GetValues("Retry-After")));
        Assert.Equal(HttpStatusCode.Accepted, atTheEdge.StatusCode);

        Task<HttpResponseMessage> SubmitAsync() => said.SendAsync(said.Request(HttpMethod.Post, Submit, Fox));
    }

    [Fact]
    public async Task Polls_AsManyAsOneLikes_NeverCount()
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);
        var job = JobOf(await said.PostAsync(Submit, Fox));
        for (var i = 0; i < 200; i++)
        {
            using var poll = await said.SendAsync(said.Request(HttpMethod.Get, job, null));
            Assert.Equal(HttpStatusCode.OK, poll.StatusCode);
        }

        using var submit = await said.SendAsync(said.Request(HttpMethod.Post, Submit, Fox));

        Assert.Equal("48", Assert.Single(submit.Headers.GetValues("X-RateLimit-Remaining")));
    }

    [Fact]
    public async Task Submit_SameIdempotencyKey_IsTheSameJobOrAConflict()
    {
        await using var emulator = await StartAsync();
        var said = Talk(emulator);

        using var first = await SubmitAsync("k1", Fox);
        using var again = await SubmitAsync("k1", Fox);
        using var otherBody = await SubmitAsync("k1", """{"prompt":"a cat"}""");
        using var otherKey = await SubmitAsync("k2", Fox);
        emulator.Clock.Advance(TimeSpan.FromHours(24));
        using var nextDay = await SubmitAsync("k1", """{"prompt":"a cat"}""");

        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(HttpStatusCode.Conflict, otherBody.StatusCode);
        Assert.Contains("idempotency_conflict", await otherBody.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.NotEqual(first.Headers.Location, otherKey.Headers.Location);
        Assert.Equal(HttpStatusCode.Accepted, nextDay.StatusCode);

        async Task<HttpResponseMessage> SubmitAsync(string key, string body)
        {
            using var request = said.Request(HttpMethod.Post, Submit, body);
            request.Headers.Add("Idempotency-Key", key);
            return await said.SendAsync(request);
        }
    }

    [Theory]
    [InlineData(429, "rate_limit_exceeded")]
    [InlineData(500, "internal_error")]
    [InlineData(502, "internal_error")]
    [InlineData(503, "overloaded")]
    [InlineData(504, "upstream_timeout")]
    [InlineData(402, "insufficient_credits")]
    public async Task Submit_RefusedByAFault_HasTheStatussCode(int status, string code)
    {
        await using var emulator = await StartAsync($"{Timing}, faults: [{{fault: refuse, status: {status}}}]");
        var said = Talk(emulator);

        var error = JsonNode.Parse(await said.PostAsync(Submit, Fox))!["error"]!;

        Assert.Equal(code, (string?)error["code"]);
        Assert.StartsWith("req_", (string?)error["requestId"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_ActiveJob_FreesItsPlaceAtOnce()
    {
        await using var emulator = await StartAsync($"{Timing}, limits: [{{name: jobs, activeJobs: 1}}]");
        var said = Talk(emulator);
        var job = JobOf(await said.PostAsync(Submit, Fox));
        using var refused = await said.SendAsync(said.Request(HttpMethod.Post, Submit, Fox));

        using var cancelled = await said.SendAsync(said.Request(HttpMethod.Delete, job, null));
        using var granted = await said.SendAsync(said.Request(HttpMethod.Post, Submit, Fox));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, granted.StatusCode);
    }

    private static Task<TestEmulator> StartAsync(string settings = Timing) =>
        TestEmulator.StartAsync($"NanoBanana/Native: {{{settings}}}");

    private static Transcript Talk(TestEmulator emulator) => new(emulator) { KeyHeader = "Authorization: Bearer nb" };

    private static string JobOf(string answer) => $"/nanobanana/v1/jobs/{(string)JsonNode.Parse(answer)!["jobId"]!}";
}
