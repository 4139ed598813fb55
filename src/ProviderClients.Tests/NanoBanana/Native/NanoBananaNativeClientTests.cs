using System.Net;
using ProviderClients.NanoBanana;

namespace ProviderClients.Tests.NanoBanana.Native;

public sealed class NanoBananaNativeClientTests
{
    private static readonly NanoBananaImageRequest Request = new() { Prompt = "p", CallId = "c" };
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    [Fact]
    public async Task GenerateAsync_SubmitsOncePollsAndDownloads()
    {
        using var flyer = new Flyer(Server(poll => poll < 2 ? "processing" : "completed"));

        var image = await flyer.FlyAsync(() => flyer.Native().GenerateAsync(Request));

        Assert.Equal(("image/png", "j1", "c"), (image.ContentType, image.JobId, image.CallId));
        Assert.Equal(
            ["POST /v1/images/generations c 0", "GET /v1/jobs/j1 c.poll-1 0", "GET /v1/jobs/j1 c.poll-2 0", "GET /v1/jobs/j1 c.poll-3 0", "GET /f.png c.download 0"],
            flyer.Server.Seen);
    }

    [Fact]
    public async Task GenerateAsync_PollsFail_TheJobIsNotLost()
    {
        using var flyer = new Flyer(Server(poll => poll switch
        {
            < 8 => "500",
            _ => "completed",
        }));

        var image = await flyer.FlyAsync(() => flyer.Native().GenerateAsync(Request));

        Assert.Equal("j1", image.JobId);
        Assert.Single(flyer.Server.Seen, line => line.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GenerateAsync_NeverReady_TimesOutAndNamesTheJob()
    {
        using var flyer = new Flyer(Server(_ => "processing"));

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => flyer.FlyAsync(() => flyer.Native().GenerateAsync(Request)));

        Assert.Equal(ProviderErrorKind.Timeout, thrown.Kind);
        Assert.Contains("job j1", thrown.Message, StringComparison.Ordinal);
        Assert.InRange(flyer.Clock.Elapsed, TimeSpan.FromSeconds(150), TimeSpan.FromSeconds(180));
    }

    [Theory]
    [InlineData("failed", "generation_failed", ProviderErrorKind.JobFailed)]
    [InlineData("failed", "content_policy_violation", ProviderErrorKind.Moderated)]
    [InlineData("cancelled", "", ProviderErrorKind.JobFailed)]
    public async Task GenerateAsync_JobEndsBadly_SaysHow(string status, string code, ProviderErrorKind kind)
    {
        using var flyer = new Flyer(Server(_ => status, code));

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => flyer.FlyAsync(() => flyer.Native().GenerateAsync(Request)));

        Assert.Equal(kind, thrown.Kind);
    }

    [Fact]
    public async Task GenerateAsync_SubmitLostAfterItWasSent_IsUnknownAndNeverRepeated()
    {
        using var flyer = new Flyer(async (request, _) =>
        {
            await ScriptedServer.BodyOf(request);
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "gone");
        });

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => flyer.FlyAsync(() => flyer.Native().GenerateAsync(Request)));

        Assert.Equal((ProviderErrorKind.OutcomeUnknown, CommitState.Unknown), (thrown.Kind, thrown.CommitState));
        Assert.Single(flyer.Server.Seen);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/png")]
    public async Task GenerateAsync_DownloadIsNoWholePicture_IsMalformed(string contentType)
    {
        using var flyer = new Flyer(async (request, token) => request.RequestUri!.AbsolutePath == "/f.png"
            ? Replies.Bytes(Png[..14], contentType)
            : await Server(_ => "completed")(request, token));

        var thrown = await Assert.ThrowsAsync<ProviderException>(() => flyer.FlyAsync(() => flyer.Native().GenerateAsync(Request)));

        Assert.Equal(ProviderErrorKind.MalformedResponse, thrown.Kind);
    }

    [Fact]
    public async Task GenerateAsync_PictureAtAnotherHost_GetsNoKey()
    {
        var hadKey = new Dictionary<string, bool>();
        using var flyer = new Flyer(async (request, token) =>
        {
            hadKey[request.RequestUri!.AbsolutePath] = request.Headers.Authorization is not null;
            return await Server(_ => "completed")(request, token);
        });

        await flyer.FlyAsync(() => flyer.Native().GenerateAsync(Request));

        Assert.False(hadKey["/f.png"]);
        Assert.True(hadKey["/v1/jobs/j1"]);
    }

    [Fact]
    public async Task SaveAsync_HostileCallId_StaysInTheFolderAndLeavesNoPart()
    {
        using var flyer = new Flyer(Server(_ => "completed"));
        var folder = Directory.CreateTempSubdirectory("image-").FullName;

        var image = await flyer.FlyAsync(() => flyer.Native().GenerateAsync(Request with { CallId = "..-x" }));
        var path = await (image with { CallId = "../../etc/x" }).SaveAsync(folder);

        Assert.Equal([path], Directory.GetFiles(folder));
        Assert.EndsWith("______etc_x.png", path, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Server(Func<int, string> status, string code = "")
    {
        var polls = 0;
        return (request, _) => Task.FromResult(request switch
        {
            { Method.Method: "POST" } => Replies.Json("""{"jobId":"j1","status":"queued"}""", HttpStatusCode.Accepted, "2"),
            _ when request.RequestUri!.AbsolutePath == "/f.png" => Replies.Bytes(Png, "image/png"),
            _ => status(polls++) switch
            {
                "500" => Replies.Json("{}", HttpStatusCode.InternalServerError),
                "completed" => Replies.Json("""{"jobId":"j1","status":"completed","result":{"imageUrl":"https://cdn.test/f.png"}}"""),
                var other => Replies.Json($$"""{"error":{"code":"{{code}}","message":"m"},"jobId":"j1","status":"{{other}}"}"""),
            },
        });
    }
}
