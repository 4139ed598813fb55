using ProviderClients.DeepSeek.Chat;
using ProviderClients.Enhancement;
using ProviderClients.Flux.Bfl;
using ProviderClients.Flux.ImagePig;
using ProviderClients.Images;
using ProviderClients.NanoBanana.Native;
using ProviderClients.Tests.Images.Fitting;
using ProviderClients.Thumbnails;

namespace ProviderClients.Tests.Thumbnails;

public sealed class BlogThumbnailJobTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("thumbnail-").FullName;

    [Theory]
    [InlineData("Flux/ImagePig", 0.02)]
    [InlineData("Flux/Bfl", 0.03)]
    [InlineData("NanoBanana/Native", null)]
    public async Task Make_TitleIn_PictureOnDiskAndBothCostsOut(string provider, double? imageCost)
    {
        using var rig = new ClientRig((_, request) => Answer(request));

        var thumbnail = await rig.FlyAsync(() => Job(rig).MakeAsync(Order(), Painter(rig, provider)));

        Assert.Equal(Path.Combine(_folder, "post-7.jpg"), thumbnail.Path);
        Assert.Equal([thumbnail.Path], Directory.GetFiles(_folder));
        var file = await File.ReadAllBytesAsync(thumbnail.Path, TestContext.Current.CancellationToken);
        Assert.Equal(("image/jpeg", new ImageDimensions(1216, 832)), (ImageFormat.Of(file), ImageDimensions.Of(file)));
        Assert.Equal((provider, "better", true), (thumbnail.Provider, thumbnail.Prompt, thumbnail.IsEnhanced));
        Assert.Contains("\"better\"", rig.Seen[1].Body, StringComparison.Ordinal);
        Assert.Contains("The year of the fox", rig.Seen[0].Body, StringComparison.Ordinal);
        Assert.NotNull(thumbnail.EnhancementCostUsd);
        Assert.Equal((decimal?)imageCost, thumbnail.ImageCostUsd);
        Assert.Equal(thumbnail.EnhancementCostUsd + (decimal?)imageCost, thumbnail.TotalCostUsd);
        Assert.Equal(thumbnail.EnhancementCostUsd + (decimal)(imageCost ?? 0), thumbnail.KnownCostUsd);
        Assert.Equal(("post-7.prompt", "post-7"), (thumbnail.EnhancementCallId, thumbnail.Image.CallId));
        Assert.Equal((1216, 832), (thumbnail.Image.Mapping!.Asked.WidthPixels, thumbnail.Image.Mapping.Asked.HeightPixels));
    }

    [Theory]
    [InlineData(402, "{}", ProviderErrorKind.InsufficientBalance, 0.0)]
    [InlineData(200, """{"id":"x","model":"deepseek-flash","choices":[{"index":0,"message":{"role":"assistant","content":" "},"finish_reason":"length"}]}""", ProviderErrorKind.EmptyAnswer, null)]
    public async Task Make_NoPrompt_FailsOrPaintsTheTitleAsWasAsked(int status, string body, ProviderErrorKind kind, double? cost)
    {
        using var rig = new ClientRig((_, request) => request.Url.Host == "deepseek.test" ? ClientRig.Json(status, body) : Answer(request));

        var failure = await rig.FailAsync(() => Job(rig).MakeAsync(Order(), Painter(rig, "Flux/ImagePig")));
        var thumbnail = await rig.FlyAsync(() => Job(rig).MakeAsync(
            Order() with { FallBackToTitle = true, CallId = null }, Painter(rig, "Flux/ImagePig")));

        Assert.Equal(kind, failure.Kind);
        Assert.Equal(("The year of the fox", false, kind), (thumbnail.Prompt, thumbnail.IsEnhanced, thumbnail.EnhancementFailure!.Kind));
        Assert.Equal((decimal?)cost, thumbnail.EnhancementCostUsd);
        Assert.Equal([thumbnail.Path], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Make_NoPicture_LeavesNoFile()
    {
        using var rig = new ClientRig((_, request) => request.Url.Host == "deepseek.test" ? Answer(request) : ClientRig.Json(500, ""));

        var failure = await rig.FailAsync(() => Job(rig).MakeAsync(Order(), Painter(rig, "Flux/ImagePig")));

        Assert.Equal(("Flux/ImagePig", ProviderErrorKind.ServerError), (failure.Dialect, failure.Kind));
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Make_Cancelled_StopsAndLeavesNoFile()
    {
        using var cancellation = new CancellationTokenSource();
        using var rig = new ClientRig(async (_, request) =>
        {
            if (request.Url.Host != "deepseek.test")
            {
                await cancellation.CancelAsync();
            }

            return await Answer(request);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.FlyAsync(() => Job(rig).MakeAsync(
            Order() with { FallBackToTitle = true }, Painter(rig, "Flux/Bfl"), cancellation.Token)));

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Make_NoTitle_IsRefused(string title)
    {
        using var rig = new ClientRig((_, request) => Answer(request));

        await Assert.ThrowsAnyAsync<ArgumentException>(() => Job(rig).MakeAsync(Order() with { Title = title }, Painter(rig, "Flux/Bfl")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static BlogThumbnailJob Job(ClientRig rig)
    {
        var options = new DeepSeekChatOptions { ApiKey = "sk-canary", BaseUrl = new Uri("https://deepseek.test"), PricesOf = DateTimeOffset.MaxValue };
        return new BlogThumbnailJob(new PromptEnhancer(new DeepSeekChatClient(options, rig.Services)), rig.Services);
    }

    private static ThumbnailPainter Painter(ClientRig rig, string provider) => provider switch
    {
        "Flux/ImagePig" => ThumbnailPainter.With(new FluxImagePigClient(
            new FluxImagePigOptions { ApiKey = "pig-canary", PricePerImageUsd = 0.02m }, rig.Services)),
        "Flux/Bfl" => ThumbnailPainter.With(new FluxBflClient(new FluxBflOptions { ApiKey = "bfl-canary" }, rig.Services)),
        _ => ThumbnailPainter.With(new NanoBananaNativeClient(new NanoBananaNativeOptions { ApiKey = "nb-canary" }, rig.Services)),
    };

    private static Task<HttpResponseMessage> Answer(SeenRequest request) => request.Url switch
    {
        { Host: "deepseek.test" } => Task.FromResult(Replies.Json(Replies.Completion)),
        { AbsolutePath: "/flux" } => ClientRig.Json(200, $$"""{"image_data":"{{Convert.ToBase64String(PictureFiles.Read("444.jpg"))}}"}"""),
        { AbsolutePath: "/v1/flux-2-pro" } => ClientRig.Json(200, """{"id":"t-1","polling_url":"https://api.bfl.ai/v1/get_result?id=t-1","cost":3.0}"""),
        { AbsolutePath: "/v1/get_result" } => ClientRig.Json(200, """{"id":"t-1","status":"Ready","result":{"sample":"https://delivery.bfl.ai/a.jpeg"}}"""),
        { AbsolutePath: "/v1/images/generations" } => ClientRig.Json(202, """{"jobId":"job_1","status":"queued"}"""),
        { AbsolutePath: "/v1/jobs/job_1" } => ClientRig.Json(
            200, """{"jobId":"job_1","status":"completed","result":{"imageUrl":"https://api.nanobanana.com/v1/files/a.jpeg"}}"""),
        _ => Task.FromResult(Replies.Bytes(PictureFiles.Read("444.jpg"), "image/jpeg")),
    };

    private BlogThumbnailOrder Order() => new() { Title = "The year of the fox", Folder = _folder, CallId = "post-7" };
}
