using ProviderClients.Flux.ImagePig;

namespace ProviderClients.Tests.Flux.ImagePig;

public sealed class StoredPictureTests
{
    [Fact]
    public async Task Generate_StoredPictureIsNotThereYet_IsFetchedOnceItIs()
    {
        using var rig = new ClientRig((rig, request) => request.Url.AbsolutePath == "/flux"
            ? ClientRig.Json(200, """{"image_url":"https://files.imagepig.test/a.jpg","mime_type":"image/jpeg","seed":18446744073709551615}""")
            : rig.Clock.Elapsed < TimeSpan.FromSeconds(4) ? ClientRig.Json(404, "") : ClientRig.Picture());

        var image = await rig.FlyAsync(() => Client(rig).GenerateAsync(
            new FluxImagePigRequest { Prompt = "a fox", StorageDays = 1, CallId = "fox" }));

        Assert.Equal("image/jpeg", image.ContentType);
        Assert.Equal(["fox", "fox.download", "fox.download-2", "fox.download-3", "fox.download-4", "fox.download-5"],
            rig.Seen.Select(request => request.Headers["X-Request-Id"]));
        Assert.False(rig.Seen[^1].Headers.ContainsKey("Api-Key"));
    }

    [Fact]
    public async Task Generate_StoredPictureNeverAppears_IsGivenUpAfterTenLooks()
    {
        using var rig = new ClientRig((_, request) => request.Url.AbsolutePath == "/flux"
            ? ClientRig.Json(200, """{"image_url":"https://files.imagepig.test/a.jpg"}""")
            : ClientRig.Json(404, ""));

        var failure = await rig.FailAsync(() => Client(rig).GenerateAsync(new FluxImagePigRequest { Prompt = "a fox", StorageDays = 1 }));

        Assert.Equal(ProviderErrorKind.NotFound, failure.Kind);
        Assert.Equal(11, rig.Seen.Count);
    }

    private static FluxImagePigClient Client(ClientRig rig) => new(new FluxImagePigOptions { ApiKey = "pig-canary" }, rig.Services);
}
