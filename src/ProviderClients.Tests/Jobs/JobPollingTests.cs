using ProviderClients.Flux.Bfl;
using ProviderClients.NanoBanana;
using ProviderClients.NanoBanana.Native;

namespace ProviderClients.Tests.Jobs;

/// <summary>A job that was accepted is paid for: polling does not lose it.</summary>
public sealed class JobPollingTests
{
    private const string Submitted = """{"id":"t-1","polling_url":"https://api.us6.bfl.ai/v1/get_result?id=t-1","cost":3.0}""";
    private const string Ready = """{"id":"t-1","status":"Ready","result":{"sample":"https://delivery.us6.bfl.ai/a.jpeg?sig=x"}}""";
    private const string NotFound = """{"id":"t-1","status":"Task not found","result":null}""";

    [Theory]
    [InlineData(404)]
    [InlineData(200)]
    public async Task Generate_TaskUnknownForAMoment_IsAskedForAgain(int status)
    {
        using var rig = new ClientRig((rig, request) => request.Url.AbsolutePath switch
        {
            "/v1/flux-2-pro" => ClientRig.Json(200, Submitted),
            "/a.jpeg" => ClientRig.Picture(),
            _ when rig.Clock.Elapsed < TimeSpan.FromSeconds(3) => ClientRig.Json(status, NotFound),
            _ => ClientRig.Json(200, Ready),
        });

        var image = await rig.FlyAsync(() => Bfl(rig).GenerateAsync(new FluxBflRequest { Prompt = "a fox" }));

        Assert.Equal("t-1", image.JobId);
    }

    [Fact]
    public async Task Generate_TaskUnknownForGood_SaysSoLongBeforeTheDeadline()
    {
        using var rig = new ClientRig((_, request) =>
            request.Url.AbsolutePath == "/v1/flux-2-pro" ? ClientRig.Json(200, Submitted) : ClientRig.Json(404, NotFound));

        var failure = await rig.FailAsync(() => Bfl(rig).GenerateAsync(new FluxBflRequest { Prompt = "a fox" }));

        Assert.Equal(ProviderErrorKind.NotFound, failure.Kind);
        Assert.Equal("t-1", failure.JobId);
        Assert.InRange(rig.Clock.Elapsed, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Generate_AddressHasExpired_IsNotBlamedOnTheKeyAndTheKeyIsNotSentThere()
    {
        using var rig = new ClientRig((_, request) => request.Url.AbsolutePath switch
        {
            "/v1/flux-2-pro" => ClientRig.Json(200, Submitted),
            "/a.jpeg" => ClientRig.Json(403, "<Error/>"),
            _ => ClientRig.Json(200, Ready),
        });

        var failure = await rig.FailAsync(() => Bfl(rig).GenerateAsync(new FluxBflRequest { Prompt = "a fox" }));

        Assert.Equal(ProviderErrorKind.NotFound, failure.Kind);
        Assert.False(rig.Seen[^1].Headers.ContainsKey("x-key"));
        Assert.True(rig.Seen[^2].Headers.ContainsKey("x-key"));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("/v1/files/a.png")]
    [InlineData("ftp://host/a.png")]
    public async Task Generate_AddressIsNotOfTheWeb_IsAMalformedAnswer(string address)
    {
        using var rig = new ClientRig((_, request) => request.Url.AbsolutePath == "/v1/images/generations"
            ? ClientRig.Json(202, """{"jobId":"job_1","status":"queued"}""")
            : ClientRig.Json(200, $$$"""{"jobId":"job_1","status":"completed","result":{"imageUrl":"{{{address}}}"}}"""));

        var failure = await rig.FailAsync(() => Nano(rig).GenerateAsync(new NanoBananaImageRequest { Prompt = "a fox" }));

        Assert.Equal(ProviderErrorKind.MalformedResponse, failure.Kind);
        Assert.Equal("job_1", failure.JobId);
    }

    [Fact]
    public async Task Generate_EveryPollFailsForAMinute_TheJobIsNotLost()
    {
        using var rig = new ClientRig((rig, request) => request.Url.AbsolutePath switch
        {
            "/v1/images/generations" => ClientRig.Json(202, """{"jobId":"job_1","status":"queued"}"""),
            "/v1/files/a.jpg" => ClientRig.Picture("application/octet-stream"),
            _ when rig.Clock.Elapsed < TimeSpan.FromSeconds(60) => ClientRig.Json(rig.Seen.Count % 2 == 0 ? 500 : 429, "{}"),
            _ => ClientRig.Json(200, """{"jobId":"job_1","status":"completed","result":{"imageUrl":"https://api.nanobanana.com/v1/files/a.jpg"}}"""),
        });

        var image = await rig.FlyAsync(() => Nano(rig).GenerateAsync(new NanoBananaImageRequest { Prompt = "a fox", CallId = "fox" }));

        Assert.Equal("image/jpeg", image.ContentType);
        Assert.Single(rig.Seen, request => request.Url.AbsolutePath == "/v1/images/generations");
    }

    [Fact]
    public async Task Generate_NeverReady_LooksOnceMoreShortlyBeforeTheDeadlineAndNamesTheJob()
    {
        using var rig = new ClientRig((_, request) => request.Url.AbsolutePath == "/v1/images/generations"
            ? ClientRig.Json(202, """{"jobId":"job_1","status":"queued"}""")
            : ClientRig.Json(200, """{"jobId":"job_1","status":"processing"}"""));

        var failure = await rig.FailAsync(() => Nano(rig).GenerateAsync(new NanoBananaImageRequest { Prompt = "a fox" }));

        Assert.Equal(ProviderErrorKind.Timeout, failure.Kind);
        Assert.Equal("job_1", failure.JobId);
        Assert.InRange(rig.Clock.Elapsed, TimeSpan.FromSeconds(178), TimeSpan.FromSeconds(180));
    }

    private static FluxBflClient Bfl(ClientRig rig) => new(new FluxBflOptions { ApiKey = "bfl-canary" }, rig.Services);

    private static NanoBananaNativeClient Nano(ClientRig rig) => new(new NanoBananaNativeOptions { ApiKey = "nb-canary" }, rig.Services);
}
