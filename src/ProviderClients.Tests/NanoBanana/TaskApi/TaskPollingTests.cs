namespace ProviderClients.Tests.NanoBanana.TaskApi;

/// <summary>A task that was accepted is paid for: it is asked about under the file's rule until it ends or the time does.</summary>
public sealed class TaskPollingTests
{
    [Fact]
    public async Task Generate_PollsThenDownloadsWithoutTheKey()
    {
        var polls = 0;
        using var rig = new ClientRig((_, request) => TaskReplies.Serve(
            request, () => polls++ < 3 ? TaskReplies.Record(0) : TaskReplies.Record(1, TaskReplies.Picture)));

        var image = await rig.FlyAsync(() => TaskReplies.Client(rig).GenerateAsync(TaskReplies.Request));

        Assert.Equal(("image/jpeg", TaskReplies.TaskId, "fox"), (image.ContentType, image.JobId, image.CallId));
        Assert.Equal(
            ["fox", "fox.poll-1", "fox.poll-2", "fox.poll-3", "fox.poll-4", "fox.download"], rig.Seen.Select(request => request.Headers["X-Request-Id"]));
        Assert.Equal($"/api/v1/nanobanana/record-info?taskId={TaskReplies.TaskId}", rig.Seen[1].Url.PathAndQuery);
        Assert.Equal(TaskReplies.Picture, rig.Seen[^1].Url.AbsoluteUri);
        Assert.False(rig.Seen[^1].Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Generate_NeverReady_FirstLooksAfterASecondThenWithinItsCeilingsUntilTheDeadline()
    {
        List<TimeSpan> looks = [];
        using var rig = new ClientRig((rig, request) => TaskReplies.Serve(request, () =>
        {
            looks.Add(rig.Clock.Elapsed);
            return TaskReplies.Record(0);
        }));

        var failure = await rig.FailAsync(() => TaskReplies.Client(rig).GenerateAsync(TaskReplies.Request));

        Assert.Equal((ProviderErrorKind.Timeout, TaskReplies.TaskId), (failure.Kind, failure.JobId));
        Assert.InRange(rig.Clock.Elapsed, TimeSpan.FromSeconds(178), TimeSpan.FromSeconds(180));
        Assert.Equal(TimeSpan.FromSeconds(1), looks[0]);
        var waits = looks.Zip(looks.Skip(1), (left, right) => (right - left).TotalSeconds).ToList();
        Assert.All(waits.Index(), wait => Assert.InRange(wait.Item, 0, Math.Min(15, Math.Pow(2, wait.Index + 1))));
        Assert.Contains(waits, wait => wait > 8);
        Assert.Contains(waits, wait => wait < 5);
    }

    [Theory]
    [InlineData(500, """{"code":500,"msg":"Server exception, please check the parameters and try again","data":null}""")]
    [InlineData(200, """{"code":500,"msg":"Server exception, please check the parameters and try again","data":null}""")]
    [InlineData(429, """{"code":429,"msg":"slow down","data":null}""")]
    [InlineData(200, """{"code":429,"msg":"slow down","data":null}""")]
    [InlineData(200, """{"code":455,"msg":"maintenance","data":null}""")]
    [InlineData(502, "<html>")]
    [InlineData(200, """{"code":200,"msg":"success","data":{"taskId":"9e42""")]
    [InlineData(200, """{"code":200,"msg":"success","data":{"status":"done"}}""")]
    public async Task Generate_PollsFailForAMinute_TheTaskIsNotLost(int status, string body)
    {
        using var rig = new ClientRig((rig, request) => request.Url.AbsolutePath.EndsWith("record-info", StringComparison.Ordinal) && rig.Clock.Elapsed < TimeSpan.FromSeconds(60)
            ? ClientRig.Json(status, body)
            : TaskReplies.Serve(request, () => TaskReplies.Record(1, TaskReplies.Picture)));

        var image = await rig.FlyAsync(() => TaskReplies.Client(rig).GenerateAsync(TaskReplies.Request));

        Assert.Equal(TaskReplies.TaskId, image.JobId);
        Assert.Single(rig.Seen, request => request.Url.AbsolutePath.Contains("/generate", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, "null", null, ProviderErrorKind.JobFailed, "could not be begun")]
    [InlineData(3, "501", "Image generation task failed", ProviderErrorKind.JobFailed, "failed: Image generation task failed")]
    [InlineData(3, "\"500\"", "Internal error, please try again later", ProviderErrorKind.JobFailed, "failed: Internal error, please try again later")]
    [InlineData(3, "400", null, ProviderErrorKind.Moderated, "was refused by the content policy")]
    [InlineData(3, "null", "Your prompt has been flagged for violating content policy", ProviderErrorKind.Moderated, "was refused by the content policy: Your prompt has been flagged for violating content policy")]
    [InlineData(3, "null", "sensitive content: a fox in the snow", ProviderErrorKind.Moderated, null)]
    public async Task Generate_TaskFails_SaysHowAndNeverQuotesThePrompt(
        int flag, string code, string? message, ProviderErrorKind kind, string? words)
    {
        using var rig = new ClientRig((_, request) => TaskReplies.Serve(request, () => TaskReplies.Record(flag, null, code, message)));

        var failure = await rig.FailAsync(() => TaskReplies.Client(rig).GenerateAsync(TaskReplies.Request));

        Assert.Equal((kind, TaskReplies.TaskId, message), (failure.Kind, failure.JobId, failure.Said));
        Assert.Equal(
            words is null
                ? "NanoBanana/TaskApi: failed: the provider's words repeat the request and are left out"
                : $"NanoBanana/TaskApi: task {TaskReplies.TaskId} {words}",
            failure.Message);
        Assert.Equal(2, rig.Seen.Count);
    }

    [Fact]
    public async Task Generate_FlagThatNobodyKnows_IsWaitedFor()
    {
        var polls = 0;
        using var rig = new ClientRig((_, request) => TaskReplies.Serve(
            request, () => polls++ < 1 ? TaskReplies.Record(7) : TaskReplies.Record(1, TaskReplies.Picture)));

        Assert.NotNull(await rig.FlyAsync(() => TaskReplies.Client(rig).GenerateAsync(TaskReplies.Request)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an address")]
    [InlineData("file:///etc/passwd")]
    public async Task Generate_FinishedWithoutAnAddress_IsAMalformedAnswer(string address)
    {
        using var rig = new ClientRig((_, request) => TaskReplies.Serve(request, () => TaskReplies.Record(1, address)));

        var failure = await rig.FailAsync(() => TaskReplies.Client(rig).GenerateAsync(TaskReplies.Request));

        Assert.Equal((ProviderErrorKind.MalformedResponse, TaskReplies.TaskId), (failure.Kind, failure.JobId));
    }

    [Fact]
    public async Task Generate_PictureHasExpired_SaysSoAndNamesTheTask()
    {
        using var rig = new ClientRig((_, request) => request.Url.Host.StartsWith("tempfile", StringComparison.Ordinal)
            ? ClientRig.Json(404, "")
            : TaskReplies.Serve(request, () => TaskReplies.Record(1, TaskReplies.Picture)));

        var failure = await rig.FailAsync(() => TaskReplies.Client(rig).GenerateAsync(TaskReplies.Request));

        Assert.Equal((ProviderErrorKind.NotFound, TaskReplies.TaskId), (failure.Kind, failure.JobId));
    }
}
