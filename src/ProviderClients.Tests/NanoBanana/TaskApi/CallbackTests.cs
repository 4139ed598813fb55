using System.Text;
using ProviderClients.Images;
using ProviderClients.NanoBanana.TaskApi;

namespace ProviderClients.Tests.NanoBanana.TaskApi;

/// <summary>Callbacks wake the call that waits, whatever their shape; without them it polls.</summary>
public sealed class CallbackTests
{
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Callback_WakesTheWaiterAtOnceAndTheTaskIsAskedFor()
    {
        using var rig = new ClientRig((rig, request) => TaskReplies.Serve(
            request, () => rig.Clock.Elapsed < Late ? TaskReplies.Record(0) : TaskReplies.Record(1, TaskReplies.Picture)));
        var callbacks = new NanoBananaCallbacks();

        await WithCallbackAsync(rig, callbacks, TaskReplies.Callback(200, "Image generated successfully.", "https://evil.test/a.jpg"));

        Assert.Equal(Late, rig.Clock.Elapsed);
        Assert.Equal(TaskReplies.Picture, rig.Seen[^1].Url.AbsoluteUri);
    }

    [Fact]
    public async Task Callback_IsTrusted_NothingIsAskedAnyMore()
    {
        using var rig = new ClientRig((_, request) => TaskReplies.Serve(request, () => TaskReplies.Record(0)));
        var callbacks = new NanoBananaCallbacks();

        await WithCallbackAsync(
            rig, callbacks, TaskReplies.Callback(200, "Image generated successfully.", TaskReplies.Picture), options => options.TrustsCallbacks = true);

        Assert.Equal(Late, rig.Clock.Elapsed);
        Assert.Equal("fox.download", rig.Seen[^1].Headers["X-Request-Id"]);
    }

    [Theory]
    [InlineData(400, "Your prompt has been flagged for violating content policy", ProviderErrorKind.Moderated)]
    [InlineData(500, "Internal error, please try again later", ProviderErrorKind.JobFailed)]
    [InlineData(501, "Image generation task failed", ProviderErrorKind.JobFailed)]
    public async Task Callback_OfTheFirstEndpoint_TellsByItsCode(int code, string words, ProviderErrorKind kind)
    {
        using var rig = new ClientRig((_, request) => TaskReplies.Serve(request, () => TaskReplies.Record(0)));
        var callbacks = new NanoBananaCallbacks();

        var failure = await Assert.ThrowsAsync<ProviderException>(
            () => WithCallbackAsync(rig, callbacks, TaskReplies.Callback(code, words), options => options.TrustsCallbacks = true));

        Assert.Equal((kind, words, new NanoBananaTaskApiErrorDetails(code, words)), (failure.Kind, failure.Said, failure.Details));
    }

    [Fact]
    public async Task Callback_OfTheNewerEndpoints_TellsByItsFlagAlthoughItsCodeIs200()
    {
        var task = await new NanoBananaCallbacks().ReceiveAsync(
            Encoding.UTF8.GetBytes(TaskReplies.Record(3, null, "400", "sensitive content")), TestContext.Current.CancellationToken);

        Assert.Equal(
            new NanoBananaTask(TaskReplies.TaskId, NanoBananaTaskState.GenerateFailed)
            {
                ErrorCode = 400,
                ErrorMessage = "sensitive content",
                OperationType = "nano-banana-2_1k",
            },
            task);
    }

    [Fact]
    public async Task Callback_ComesBeforeAnybodyWaitsAndThriceOver_IsFoundOnce()
    {
        using var rig = new ClientRig((rig, request) => TaskReplies.Serve(request, () => TaskReplies.Record(0)));
        var callbacks = new NanoBananaCallbacks();
        var body = TaskReplies.Callback(200, "Image generated successfully.", TaskReplies.Picture);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await callbacks.ReceiveAsync(body, TestContext.Current.CancellationToken);
        }

        await rig.FlyAsync(() => TaskReplies.Client(rig, options => options.TrustsCallbacks = true, callbacks).GenerateAsync(TaskReplies.Request));

        Assert.Equal(TimeSpan.Zero, rig.Clock.Elapsed);
        Assert.Equal(2, rig.Seen.Count);
    }

    [Fact]
    public async Task Callback_NeverComes_PollingFindsThePicture()
    {
        using var rig = new ClientRig((rig, request) => TaskReplies.Serve(
            request, () => rig.Clock.Elapsed < Late ? TaskReplies.Record(0) : TaskReplies.Record(1, TaskReplies.Picture)));

        var image = await rig.FlyAsync(() => TaskReplies.Client(rig, callbacks: new NanoBananaCallbacks()).GenerateAsync(TaskReplies.Request));

        Assert.Equal(TaskReplies.TaskId, image.JobId);
        Assert.InRange(rig.Clock.Elapsed, Late, Late + TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Callback_LiesBeforeTheTaskIsDone_TheTaskIsWaitedForAllTheSame()
    {
        using var rig = new ClientRig((rig, request) => TaskReplies.Serve(
            request, () => rig.Clock.Elapsed < TimeSpan.FromSeconds(60) ? TaskReplies.Record(0) : TaskReplies.Record(1, TaskReplies.Picture)));
        var callbacks = new NanoBananaCallbacks();

        await WithCallbackAsync(rig, callbacks, TaskReplies.Callback(501, "Image generation task failed"));

        Assert.InRange(rig.Clock.Elapsed, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(75));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"code":200,"data":{"info":{}}}""")]
    [InlineData("""{"msg":"x","data":{"taskId":"t"}}""")]
    public async Task Callback_ThatIsNone_IsToldApart(string body) => Assert.Null(
        await new NanoBananaCallbacks().ReceiveAsync(Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken));

    [Fact]
    public async Task Callbacks_OfStrangers_FillNoMemory()
    {
        var callbacks = new NanoBananaCallbacks();
        for (var number = 0; number < NanoBananaCallbacks.MostEarly + 500; number++)
        {
            await callbacks.ReceiveAsync(
                Encoding.UTF8.GetBytes($$$"""{"code":200,"msg":"m","data":{"taskId":"task-{{{number}}}","info":{"resultImageUrl":""} } }"""),
                TestContext.Current.CancellationToken);
        }

        Assert.Null(callbacks.Listen("task-0").Told);
        Assert.NotNull(callbacks.Listen("task-1499").Told);
    }

    /// <summary>Makes a picture while a callback comes in late, twice.</summary>
    private static Task<GeneratedImage> WithCallbackAsync(
        ClientRig rig, NanoBananaCallbacks callbacks, byte[] body, Action<NanoBananaTaskApiOptions>? configure = null) => rig.FlyAsync(async () =>
        {
            var picture = TaskReplies.Client(rig, configure, callbacks).GenerateAsync(TaskReplies.Request);
            await Task.Delay(Late, rig.Clock);
            await callbacks.ReceiveAsync(body);
            await callbacks.ReceiveAsync(body);
            return await picture;
        });
}
