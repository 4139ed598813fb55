using ProviderClients.NanoBanana;

namespace ProviderClients.Tests.NanoBanana.TaskApi;

/// <summary>What is sent to each endpoint, to the letter, and what it is said to cost.</summary>
public sealed class TaskRequestTests
{
    [Theory]
    [InlineData(null, "medium", "png", "generate-2", """{"prompt":"a fox in the snow","aspectRatio":"16:9","resolution":"2K","outputFormat":"png"}""", "12", "0.06")]
    [InlineData(null, "low", "jpeg", "generate-2", """{"prompt":"a fox in the snow","aspectRatio":"16:9","resolution":"2K","outputFormat":"jpg"}""", "12", "0.06")]
    [InlineData(null, "high", null, "generate-pro", """{"prompt":"a fox in the snow","aspectRatio":"16:9","resolution":"2K"}""", "18", "0.09")]
    [InlineData("generate", null, "png", "generate", """{"prompt":"a fox in the snow","type":"TEXTTOIAMGE","image_size":"16:9"}""", "4", "0.02")]
    [InlineData("generate-pro", "low", null, "generate-pro", """{"prompt":"a fox in the snow","aspectRatio":"16:9","resolution":"2K"}""", "18", "0.09")]
    public async Task Request_GoesToItsEndpointInItsWords(
        string? model, string? quality, string? format, string endpoint, string body, string credits, string usd)
    {
        using var rig = new ClientRig((_, request) => TaskReplies.Serve(request, () => TaskReplies.Record(1, TaskReplies.Picture)));

        var image = await rig.FlyAsync(() => TaskReplies.Client(rig).GenerateAsync(
            TaskReplies.Request with { Model = model, Quality = quality, Format = format, WidthPixels = 1920, HeightPixels = 1080 }));

        Assert.Equal(
            ($"https://api.nanobananaapi.ai/api/v1/nanobanana/{endpoint}", body, "Bearer 0123456789abcdef0123456789canary"),
            (rig.Seen[0].Url.AbsoluteUri, rig.Seen[0].Body, rig.Seen[0].Headers["Authorization"]));
        Assert.Equal((credits, usd), ($"{image.CostCredits:0.##}", $"{image.CostUsd:0.##}"));
        Assert.Equal((endpoint, TaskReplies.TaskId), (image.Mapping!.Sent.Model, image.JobId));
    }

    [Fact]
    public async Task Request_ToEdit_SendsAddressesAndTheCallback()
    {
        using var rig = new ClientRig((_, request) => TaskReplies.Serve(request, () => ""));
        var client = TaskReplies.Client(rig, options => options.CallbackUrl = new Uri("https://app.test/callbacks/secret"));

        await rig.FlyAsync(() => client.SubmitAsync(TaskReplies.Request with
        {
            Model = "generate",
            Inputs = [NanoBananaInputImage.FromUrl(new Uri("https://app.test/a.png")), NanoBananaInputImage.FromUrl(new Uri("https://app.test/b.png"))],
        }));

        Assert.Equal(
            """{"prompt":"a fox in the snow","type":"IMAGETOIAMGE","imageUrls":["https://app.test/a.png","https://app.test/b.png"],"image_size":"1:1","callBackUrl":"https://app.test/callbacks/secret"}""",
            rig.Seen[0].Body);
    }

    [Fact]
    public async Task Request_WithASeed_SaysThatItIsNotHonoured()
    {
        using var rig = new ClientRig((_, request) => TaskReplies.Serve(request, () => TaskReplies.Record(1, TaskReplies.Picture)));

        var image = await rig.FlyAsync(() => TaskReplies.Client(rig).GenerateAsync(TaskReplies.Request with { Seed = 7 }));

        Assert.Contains("seed: this dialect takes none", image.Mapping!.NotHonoured);
        Assert.Null(image.Mapping.Sent.Seed);
    }

    [Theory]
    [InlineData("there is no endpoint generate-3: write generate, generate-2 or generate-pro")]
    [InlineData("the task API takes input pictures by address only, not as bytes")]
    [InlineData("quality is best: write low, medium or high")]
    public async Task Request_ThatCannotBeSaid_IsRefusedBeforeAnythingIsSent(string sentence)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, "{}"));
        var request = sentence[..5] switch
        {
            "there" => TaskReplies.Request with { Model = "generate-3" },
            "the t" => TaskReplies.Request with { Inputs = [NanoBananaInputImage.FromBytes(SmallPictures.Png())] },
            _ => TaskReplies.Request with { Quality = "best" },
        };

        var failure = await rig.FailAsync(() => TaskReplies.Client(rig).GenerateAsync(request));

        Assert.Equal((ProviderErrorKind.InvalidRequest, $"NanoBanana/TaskApi: {sentence}"), (failure.Kind, failure.Message));
        Assert.Empty(rig.Seen);
    }

    [Fact]
    public async Task Limit_TwentyInTenSeconds_TheNextWaits()
    {
        using var rig = new ClientRig((_, request) => TaskReplies.Serve(request, () => ""));
        var client = TaskReplies.Client(rig);

        await rig.FlyAsync(() => Task.WhenAll(
            Enumerable.Range(0, 21).Select(number => client.SubmitAsync(TaskReplies.Request with { CallId = $"fox-{number}" }))));

        Assert.Equal(21, rig.Seen.Count);
        Assert.True(rig.Clock.Elapsed >= TimeSpan.FromSeconds(10), $"all were through after {rig.Clock.Elapsed}");
    }

    [Theory]
    [InlineData("""{"code":200,"msg":"success","data":100}""", 100)]
    [InlineData("""{"code":200,"msg":"success","data":12.5}""", 12.5)]
    public async Task Credits_AreABareNumber(string body, double credits)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, body));

        Assert.Equal((decimal)credits, await rig.FlyAsync(() => TaskReplies.Client(rig).GetCreditsAsync()));
        Assert.Equal("/api/v1/common/credit", rig.Seen[0].Url.AbsolutePath);
    }
}
