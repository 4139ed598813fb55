using ProviderClients.Flux.Bfl;

namespace ProviderClients.Tests.Flux.Bfl;

/// <summary>Where a job is asked about and who sees the key; what happens when its address has expired; whose places it holds.</summary>
public sealed class FluxBflPollingTests
{
    private static readonly FluxBflRequest Fox = new() { Prompt = "a fox", CallId = "fox" };

    [Theory]
    [InlineData("\"https://api.us6.bfl.ai/v1/get_result?id=t-1\"", "https://api.us6.bfl.ai/v1/get_result?id=t-1", false)]
    [InlineData("\"https://bfl.ai/v1/get_result?id=t-1\"", "https://bfl.ai/v1/get_result?id=t-1", false)]
    [InlineData("\"https://api.bfl.ai/elsewhere?id=t-1&x=1\"", "https://api.bfl.ai/elsewhere?id=t-1&x=1", false)]
    [InlineData("\"https://api.bfl.ai.evil.example/v1/get_result?id=t-1\"", "https://api.bfl.ai/v1/get_result?id=t-1", true)]
    [InlineData("\"https://evilbfl.ai/v1/get_result?id=t-1\"", "https://api.bfl.ai/v1/get_result?id=t-1", true)]
    [InlineData("\"http://api.us6.bfl.ai/v1/get_result?id=t-1\"", "https://api.bfl.ai/v1/get_result?id=t-1", true)]
    [InlineData("\"file:///etc/passwd\"", "https://api.bfl.ai/v1/get_result?id=t-1", true)]
    [InlineData("null", "https://api.bfl.ai/v1/get_result?id=t-1", true)]
    public async Task Poll_GoesToTheProvidersHostsAlone(string told, string asked, bool isById)
    {
        using var rig = new ClientRig((_, request) => request.Url.AbsolutePath == "/v1/flux-2-pro"
            ? ClientRig.Json(200, $$"""{"id":"t-1","polling_url":{{told}}}""")
            : ClientRig.Json(200, """{"id":"t-1","status":"Pending"}"""));

        var submission = await rig.FlyAsync(async () =>
        {
            var client = Client(rig);
            var submission = await client.SubmitAsync(Fox);
            await client.GetResultAsync(submission);
            return submission;
        });

        Assert.Equal((asked, isById), (rig.Seen[1].Url.AbsoluteUri, submission.IsPolledById));
        Assert.Equal("bfl-canary", rig.Seen[1].Headers["x-key"]);
    }

    [Fact]
    public async Task Poll_SubmissionMadeUpByTheCaller_DoesNotTakeTheKeyAway()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, """{"id":"t 1","status":"Pending"}"""));

        await rig.FlyAsync(() => Client(rig).GetResultAsync(new FluxBflSubmission("t 1", new Uri("https://evil.example/x"), null)));

        Assert.Equal("https://api.bfl.ai/v1/get_result?id=t%201", rig.Seen[0].Url.AbsoluteUri);
    }

    [Fact]
    public async Task Generate_AddressHasExpired_AFreshOneIsAskedFor()
    {
        using var rig = new ClientRig((rig, request) => request.Url.AbsolutePath switch
        {
            "/v1/flux-2-pro" => ClientRig.Json(200, """{"id":"t-1","polling_url":"https://api.bfl.ai/v1/get_result?id=t-1"}"""),
            "/v1/get_result" => ClientRig.Json(200, $$$"""{"id":"t-1","status":"Ready","result":{"sample":"https://delivery.bfl.ai/{{{rig.Seen.Count}}}.jpeg"}}"""),
            "/2.jpeg" => ClientRig.Json(403, "<Error><Code>AuthenticationFailed</Code></Error>"),
            _ => ClientRig.Picture(),
        });

        var image = await rig.FlyAsync(() => Client(rig).GenerateAsync(Fox));

        Assert.Equal("image/jpeg", image.ContentType);
        Assert.Equal(["fox", "fox.poll-1", "fox.download", "fox.poll-again", "fox.download-2"], rig.Seen.Select(seen => seen.Headers["X-Request-Id"]));
        Assert.DoesNotContain(rig.Seen, seen => seen.Url.Host == "delivery.bfl.ai" && seen.Headers.ContainsKey("x-key"));
    }

    [Fact]
    public async Task Submit_SeventhOfKontextMax_WaitsThoughOtherModelsDoNot()
    {
        var jobs = 0;
        using var rig = new ClientRig((_, request) => request.Url.AbsolutePath == "/v1/get_result"
            ? ClientRig.Json(200, """{"id":"t-1","status":"Ready","result":{"sample":"https://delivery.bfl.ai/a.jpeg"}}""")
            : ClientRig.Json(200, $$"""{"id":"t-{{++jobs}}"}"""));

        await rig.FlyAsync(async () =>
        {
            var client = Client(rig);
            var kontext = Fox with { Model = FluxBflModels.KontextMax, CallId = null };
            var six = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => client.SubmitAsync(kontext)));
            var seventh = client.SubmitAsync(kontext);
            await client.SubmitAsync(Fox);
            Assert.Equal(7, rig.Seen.Count);

            await client.GetResultAsync(six.Single(job => job.Id == "t-1"));
            await seventh;
            return true;
        });

        Assert.Equal(7, rig.Seen.Count(seen => seen.Url.AbsolutePath == "/v1/flux-kontext-max"));
    }

    [Theory]
    [InlineData(402)]
    [InlineData(422)]
    public async Task Submit_OfKontextMaxRefused_GivesItsPlaceBack(int status)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(status, "{}"));

        await rig.FlyAsync(async () =>
        {
            var client = Client(rig);
            for (var number = 0; number < 20; number++)
            {
                await Assert.ThrowsAsync<ProviderException>(() => client.SubmitAsync(Fox with { Model = FluxBflModels.KontextMax }));
            }

            return true;
        });

        Assert.Equal(20, rig.Seen.Count);
        Assert.Equal(TimeSpan.Zero, rig.Clock.Elapsed);
    }

    private static FluxBflClient Client(ClientRig rig) => new(new FluxBflOptions { ApiKey = "bfl-canary" }, rig.Services);
}
