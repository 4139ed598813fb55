namespace Harness.Tests.Contracts.NanoBanana.Native;

/// <summary>Section 9.2: polls and cancelling.</summary>
public sealed class JobFactTests
{
    [Theory, ProviderFact("nb-2-path")]
    public async Task Job_IsAskedAtItsPath(string path, int status)
    {
        var key = NativeAsk.Provider.NextKey();
        var id = (string?)(await NativeAsk.SubmitAsync(key: key)).Json["jobId"];

        Assert.Equal(status, (await NativeAsk.Provider.GetAsync($"{path}{id}", key: key)).Status);
    }

    [Theory, ProviderFact("nb-2-members")]
    public async Task Job_HasExactlyTheseMembers(params string[] members) => Assert.Equal(members, (await NativeAsk.JobAsync()).Members);

    [Theory, ProviderFact("nb-2-statuses")]
    public async Task Job_GoesThroughItsStatuses(string queued, string processing, string completed, string failed, string cancelled)
    {
        await using var emulator = await NativeAsk.Provider.StartAsync(NativeAsk.Slow);
        var good = await NativeAsk.StartAsync(emulator, "one");
        var bad = await NativeAsk.StartAsync(emulator, "one", """{"prompt":"a [failed] fox"}""");
        var third = await NativeAsk.StartAsync(emulator, "one");
        await NativeAsk.CancelAsync(emulator, third, "one");

        Assert.Equal(queued, await StatusAsync(good));
        emulator.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(processing, await StatusAsync(good));
        emulator.Clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal((completed, failed, cancelled), (await StatusAsync(good), await StatusAsync(bad), await StatusAsync(third)));

        async Task<string?> StatusAsync(string job) => (string?)(await NativeAsk.PollAsync(emulator, job, "one")).Json["status"];
    }

    [Theory, ProviderFact("nb-2-progress")]
    public async Task Progress_IsAPercentage(int queued, int quarter, int done)
    {
        await using var emulator = await NativeAsk.Provider.StartAsync(NativeAsk.Slow);
        var job = await NativeAsk.StartAsync(emulator, "one");

        Assert.Equal(queued, await ProgressAsync());
        emulator.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(quarter, await ProgressAsync());
        emulator.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(done, await ProgressAsync());

        async Task<int> ProgressAsync() => (int)(await NativeAsk.PollAsync(emulator, job, "one")).Json["progress"]!;
    }

    [Theory, ProviderFact("nb-2-times")]
    public async Task Times_FollowTheJob(string created, string started, string completed)
    {
        await using var emulator = await NativeAsk.Provider.StartAsync(NativeAsk.Slow);
        var job = await NativeAsk.StartAsync(emulator, "one");
        emulator.Clock.Advance(TimeSpan.FromMinutes(1));

        var told = (await NativeAsk.PollAsync(emulator, job, "one")).Json;

        var times = new[] { created, started, completed }.Select(name => (DateTimeOffset)told[name]!).ToArray();
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8)], [times[1] - times[0], times[2] - times[1]]);
    }

    [Theory, ProviderFact("nb-2-nulls")]
    public async Task Job_ThatWaits_HasNulls(params string[] members)
    {
        await using var emulator = await NativeAsk.Provider.StartAsync(NativeAsk.Slow);
        var job = await NativeAsk.StartAsync(emulator, "one");

        var told = (await NativeAsk.PollAsync(emulator, job, "one")).Json.AsObject();

        Assert.Equal(members, told.Where(member => member.Value is null).Select(member => member.Key));
    }

    [Theory, ProviderFact("nb-2-request")]
    public async Task Request_ComesBack(string prompt, string parameters, params string[] names)
    {
        var request = (await NativeAsk.JobAsync()).Json["request"];

        Assert.Equal([prompt, parameters], ProviderReply.KeysOf(request));
        Assert.Equal(names, ProviderReply.KeysOf(request![parameters]));
    }

    [Theory, ProviderFact("nb-2-style-null")]
    public async Task Style_ThatWasNotSaid_IsNull(string name, string value)
    {
        var parameters = (await NativeAsk.JobAsync()).Json["request"]!["parameters"]!.AsObject();

        Assert.True(parameters.ContainsKey(name));
        Assert.Equal(value, parameters[name]?.ToJsonString() ?? "null");
    }

    [Theory, ProviderFact("nb-2-result")]
    public async Task Result_HasExactlyTheseMembers(params string[] members) =>
        Assert.Equal(members, ProviderReply.KeysOf((await NativeAsk.JobAsync()).Json["result"]));

    [Theory, ProviderFact("nb-2-size-bytes")]
    public async Task SizeBytes_IsTheFilesLength(string name)
    {
        var result = (await NativeAsk.JobAsync()).Json["result"]!;
        var file = await NativeAsk.Provider.GetAsync((string)result["imageUrl"]!, key: null);

        Assert.Equal(file.Bytes.Length, (int)result[name]!);
    }

    [Theory, ProviderFact("nb-2-image-url")]
    public async Task ImageUrl_HasAForm(string path, int characters, string extension) => Assert.Matches(
        $"^http://localhost/nanobanana/v1{path}[0-9A-HJKMNP-TV-Z]{{{characters}}}{extension}$",
        (string?)(await NativeAsk.JobAsync()).Json["result"]!["imageUrl"]);

    [Theory, ProviderFact("nb-2-retry-after")]
    public async Task Poll_OfAJobThatIsNotFinal_SaysWhenToAskAgain(string header, string seconds)
    {
        await using var emulator = await NativeAsk.Provider.StartAsync(NativeAsk.Slow);
        var job = await NativeAsk.StartAsync(emulator, "one");

        Assert.Equal(seconds, (await NativeAsk.PollAsync(emulator, job, "one")).Header(header));
        emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Null((await NativeAsk.PollAsync(emulator, job, "one")).Header(header));
    }

    [Theory, ProviderFact("nb-2-failed")]
    public async Task Failed_HasAnErrorAndNoResult(string result, string error, params string[] members)
    {
        var job = (await NativeAsk.JobAsync("""{"prompt":"a [failed] fox"}""")).Json.AsObject();

        Assert.True(job.ContainsKey(result));
        Assert.Null(job[result]);
        Assert.Equal(members, ProviderReply.KeysOf(job[error]));
    }

    [Theory, ProviderFact("nb-2-unknown")]
    public async Task Job_Unknown_IsNotFound(int status, string code) =>
        Assert.Equal((status, code), NativeAsk.RefusalOf(await NativeAsk.Provider.GetAsync("/jobs/job_none")));

    [Theory, ProviderFact("nb-2-foreign")]
    public async Task Job_OfAnother_IsNotFound(int poll, int cancel)
    {
        await using var emulator = await NativeAsk.Provider.StartAsync(NativeAsk.Slow);
        var job = await NativeAsk.StartAsync(emulator, "one");

        Assert.Equal(poll, (await NativeAsk.PollAsync(emulator, job, "two")).Status);
        Assert.Equal(cancel, (await NativeAsk.CancelAsync(emulator, job, "two")).Status);
    }

    [Theory, ProviderFact("nb-2-cancel")]
    public async Task Cancel_EndsTheJob(string method, int status, int bytes)
    {
        await using var emulator = await NativeAsk.Provider.StartAsync(NativeAsk.Slow);
        var job = await NativeAsk.StartAsync(emulator, "one");

        var reply = await NativeAsk.Provider.SendAsync(emulator, NativeAsk.Provider.Message(new HttpMethod(method), job), "one");

        Assert.Equal((status, bytes), (reply.Status, reply.Bytes.Length));
        Assert.Equal("cancelled", (string?)(await NativeAsk.PollAsync(emulator, job, "one")).Json["status"]);
    }

    [Theory, ProviderFact("nb-2-cancel-final")]
    public async Task Cancel_OfAFinalJob_IsAConflict(int status, string code)
    {
        await using var emulator = await NativeAsk.Provider.StartAsync(NativeAsk.Slow);
        var done = await NativeAsk.StartAsync(emulator, "one");
        emulator.Clock.Advance(TimeSpan.FromSeconds(10));
        var twice = await NativeAsk.StartAsync(emulator, "one");
        await NativeAsk.CancelAsync(emulator, twice, "one");

        Assert.Equal((status, code), NativeAsk.RefusalOf(await NativeAsk.CancelAsync(emulator, done, "one")));
        Assert.Equal((status, code), NativeAsk.RefusalOf(await NativeAsk.CancelAsync(emulator, twice, "one")));
    }

    [Theory, ProviderFact("nb-3-download")]
    public async Task Download_NeedsNoKey(int status, string contentType)
    {
        var file = await NativeAsk.FileAsync();

        Assert.Equal((status, contentType, contentType), (file.Status, file.Header("Content-Type"), file.Picture.MediaType));
    }

    [Theory, ProviderFact("nb-3-headers")]
    public async Task Download_HasHeaders(string length, string tag, string cache, string value)
    {
        var file = await NativeAsk.FileAsync();

        Assert.Equal($"{file.Bytes.Length}", file.Header(length));
        Assert.Matches("^\"[0-9a-f]{32}\"$", file.Header(tag));
        Assert.Equal(value, file.Header(cache));
    }

    [Theory, ProviderFact("nb-3-known")]
    public async Task Download_OfWhatIsKnown_IsNotSentAgain(string header, int status, int bytes)
    {
        var url = (string)(await NativeAsk.JobAsync()).Json["result"]!["imageUrl"]!;
        var tag = (await NativeAsk.Provider.GetAsync(url, key: null)).Header("ETag");
        var request = NativeAsk.Provider.Message(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation(header, tag);

        var again = await NativeAsk.Provider.SendAsync(request, key: null);

        Assert.Equal((status, bytes, tag), (again.Status, again.Bytes.Length, again.Header("ETag")));
    }

    [Theory, ProviderFact("nb-3-expiry")]
    public async Task Download_AfterAnHour_IsGone(int hours, int status, string code)
    {
        await using var emulator = await NativeAsk.Provider.StartAsync();
        var job = await NativeAsk.StartAsync(emulator, "one");
        var result = (await NativeAsk.PollAsync(emulator, job, "one")).Json["result"]!;
        var url = (string)result["imageUrl"]!;
        emulator.Clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await NativeAsk.PollAsync(emulator, url, null)).Status);

        emulator.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((status, code), NativeAsk.RefusalOf(await NativeAsk.PollAsync(emulator, url, null)));
        Assert.Equal(emulator.Clock.GetUtcNow(), (DateTimeOffset)result["expiresAt"]!);
    }

    [Theory, ProviderFact("nb-3-deterministic")]
    public async Task Picture_OfTheSameSeed_IsTheSameFile(int same, int other)
    {
        var files = await Task.WhenAll(FileAsync(7), FileAsync(7), FileAsync(7));
        var another = await FileAsync(8);

        Assert.Equal(same, files.Distinct().Count());
        Assert.Equal(other, files.Append(another).Distinct().Count());

        static async Task<string> FileAsync(int seed) => Convert.ToBase64String((await NativeAsk.FileAsync(
            $$$"""{"prompt":"a fox","parameters":{"width":256,"height":256,"seed":{{{seed}}}}}""")).Bytes);
    }

    [Theory, ProviderFact("nb-3-size")]
    public async Task Picture_HasExactlyItsSize(int width, int height)
    {
        var file = await NativeAsk.FileAsync("""{"prompt":"a fox","parameters":{"width":264,"height":520}}""");

        Assert.Equal((width, height), (file.Picture.WidthPixels, file.Picture.HeightPixels));
    }
}
