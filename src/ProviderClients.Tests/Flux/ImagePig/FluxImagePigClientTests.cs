using ProviderClients.Flux.ImagePig;
using ProviderClients.Images;
using ProviderClients.Tests.Images.Fitting;

namespace ProviderClients.Tests.Flux.ImagePig;

public sealed class FluxImagePigClientTests
{
    private static readonly FluxImagePigRequest Fox = new() { Prompt = "a fox in the snow", CallId = "fox" };

    public static TheoryData<FluxImagePigRequest, string> Bodies => new()
    {
        { Fox, """{"prompt":"a fox in the snow","proportion":"landscape"}""" },
        { Fox with { Proportion = FluxImagePigProportion.Wide, Format = "png", Seed = ulong.MaxValue, Language = "de", StorageDays = 3 },
            """{"prompt":"a fox in the snow","proportion":"wide","language":"de","format":"PNG","seed":18446744073709551615,"storage_days":3}""" },
        { Fox with { WidthPixels = 1216, HeightPixels = 832, Format = "jpeg" }, """{"prompt":"a fox in the snow","proportion":"landscape","format":"JPEG"}""" },
        { Fox with { WidthPixels = 1920, HeightPixels = 1080 }, """{"prompt":"a fox in the snow","proportion":"wide"}""" },
        { Fox with { WidthPixels = 500, HeightPixels = 510 }, """{"prompt":"a fox in the snow","proportion":"square"}""" },
        { Fox with { WidthPixels = 500, HeightPixels = 900, Seed = 0 }, """{"prompt":"a fox in the snow","proportion":"portrait","seed":0}""" },
        { Fox with { WidthPixels = 500, HeightPixels = 900, Proportion = FluxImagePigProportion.Square }, """{"prompt":"a fox in the snow","proportion":"square"}""" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Generate_Request_IsExactlyThis(FluxImagePigRequest request, string body)
    {
        using var rig = new ClientRig((_, seen) => seen.Url.AbsolutePath == "/flux" ? ClientRig.Json(200, AnswerOf()) : ClientRig.Picture());

        await rig.FlyAsync(() => Client(rig).GenerateAsync(request));

        Assert.Equal(body, rig.Seen[0].Body);
        Assert.Equal(("https://api.imagepig.com/flux", "pig-canary"), (rig.Seen[0].Url.AbsoluteUri, rig.Seen[0].Headers["Api-Key"]));
    }

    /// <summary>Seeds are bare numbers beyond what a floating one holds; times have six digits and an offset, or fewer and a Z.</summary>
    [Theory]
    [InlineData(
        """
        "seed":15329852337478723712,"started_at":"2024-11-09T12:34:56.789012+00:00","completed_at":"2024-11-09T12:34:58+00:00"
        """,
        15329852337478723712,
        "2024-11-09T12:34:56.7890120+00:00",
        "2024-11-09T12:34:58.0000000+00:00")]
    [InlineData(
        """
        "seed":"18446744073709551615","started_at":"2024-11-09T12:34:56Z","completed_at":17
        """,
        18446744073709551615,
        "2024-11-09T12:34:56.0000000+00:00",
        null)]
    [InlineData(
        """
        "seed":-1,"started_at":"yesterday","completed_at":null
        """,
        null,
        null,
        null)]
    public async Task GenerateInFull_WhatIsToldBesides_IsReadAndNeverCostsThePicture(string told, ulong? seed, string? started, string? completed)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, AnswerOf(told.Trim())));

        var result = await rig.FlyAsync(() => Client(rig).GenerateInFullAsync(Fox));

        Assert.Equal((seed, started, completed), (result.Seed, result.StartedAt?.ToString("O"), result.CompletedAt?.ToString("O")));
        Assert.Equal("image/jpeg", result.Image.ContentType);
        Assert.Null(result.ImageUrl);
    }

    [Fact]
    public async Task Generate_AnotherSizeThanItMakes_IsFittedAndSaysSo()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, AnswerOf()));

        var image = await rig.FlyAsync(() => Client(rig).GenerateAsync(Fox with { WidthPixels = 74, HeightPixels = 21, Seed = 9 }));

        var mapping = image.Mapping!;
        Assert.Equal(new ImageDimensions(74, 21), ImageDimensions.Of(image.Bytes.Span));
        Assert.Equal(new ImageAsked(74, 21, null, null, null, 9), mapping.Asked);
        Assert.Equal(new ImageSent("flux") { Prompt = Fox.Prompt, AspectRatio = "wide", Seed = 9 }, mapping.Sent);
        Assert.Equal(new ImageCame("image/jpeg", 37, 21), mapping.Came);
        Assert.Equal((true, true, false), (mapping.IsCropped, mapping.IsScaled, mapping.IsConverted));
    }

    /// <summary>The provider tells no price: what is not configured is not known, and that is not nothing.</summary>
    [Theory]
    [InlineData(null, "\"settledMicroUsd\":null,")]
    [InlineData(0.025, "\"settledMicroUsd\":25000,")]
    [InlineData(0.0, "\"settledMicroUsd\":0,")]
    public async Task Generate_Cost_IsTheConfiguredPriceOrNotKnown(double? price, string audit)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, AnswerOf()));

        var image = await rig.FlyAsync(() => Client(rig, options => options.PricePerImageUsd = (decimal?)price).GenerateAsync(Fox));

        Assert.Equal((decimal?)price, image.CostUsd);
        Assert.Contains(audit, Assert.Single(rig.Audit.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, """{"error":"bad key"}""", ProviderErrorKind.Authentication, null)]
    [InlineData(402, """{"error":"storage needs a paid plan"}""", ProviderErrorKind.InsufficientBalance, "storage needs a paid plan")]
    [InlineData(422, """{"detail":[{"type":"enum","loc":["body","proportion"],"msg":"Input should be 'landscape'","input":"x"}]}""", ProviderErrorKind.InvalidRequest, "Input should be 'landscape'")]
    [InlineData(422, """{"error":"","detail":[{"msg":"Field required"}]}""", ProviderErrorKind.InvalidRequest, "Field required")]
    [InlineData(400, """{"detail":"no"}""", ProviderErrorKind.InvalidRequest, "no")]
    [InlineData(500, "<html>", ProviderErrorKind.ServerError, null)]
    public async Task Generate_Refused_IsReadFromBothEnvelopes(int status, string body, ProviderErrorKind kind, string? said)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(status, body));

        var failure = await rig.FailAsync(() => Client(rig).GenerateAsync(Fox));

        Assert.Equal((kind, said, 1), (failure.Kind, failure.Said, failure.Attempts));
    }

    [Fact]
    public async Task Generate_TooManyAtOnce_IsTriedAgainAboutASecondLater()
    {
        using var rig = new ClientRig((rig, _) => rig.Seen.Count == 1 ? ClientRig.Json(429, """{"error":"limit"}""") : ClientRig.Json(200, AnswerOf()));

        await rig.FlyAsync(() => Client(rig).GenerateAsync(Fox));

        Assert.Equal(2, rig.Seen.Count);
        Assert.InRange(rig.Clock.Elapsed, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("""{"error":"the model is broken"}""", ProviderErrorKind.JobFailed)]
    [InlineData("""{"error":"the model is broken","image_data":"/9j/4A=="}""", ProviderErrorKind.JobFailed)]
    [InlineData("""{"image_data":null}""", ProviderErrorKind.MalformedResponse)]
    [InlineData("""{"image_data":"not base64!"}""", ProviderErrorKind.MalformedResponse)]
    [InlineData("""{"image_data":"AAAA"}""", ProviderErrorKind.MalformedResponse)]
    [InlineData("""{"image_url":"file:///etc/passwd"}""", ProviderErrorKind.MalformedResponse)]
    [InlineData("[]", ProviderErrorKind.MalformedResponse)]
    public async Task Generate_SuccessThatIsNone_IsNotRepeatedAndItsCostIsNotKnown(string body, ProviderErrorKind kind)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, body));

        var failure = await rig.FailAsync(() => Client(rig, options => options.PricePerImageUsd = 1).GenerateAsync(Fox));

        Assert.Equal((kind, 1), (failure.Kind, failure.Attempts));
        Assert.Contains("\"settledMicroUsd\":null,", Assert.Single(rig.Audit.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_AnswerIsLost_IsUnknownAndNeverRepeated()
    {
        using var rig = new ClientRig((_, _) => throw new HttpRequestException(HttpRequestError.ResponseEnded, "gone"));

        var failure = await rig.FailAsync(() => Client(rig).GenerateAsync(Fox));

        Assert.Equal((ProviderErrorKind.OutcomeUnknown, 1), (failure.Kind, failure.Attempts));
    }

    [Theory]
    [InlineData(5, null, "width and height belong together: write both or neither")]
    [InlineData(null, "gif", "format is gif: write jpeg or png")]
    public async Task Generate_WhatCannotBeSaid_IsRefusedHere(int? width, string? format, string why)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, AnswerOf()));

        var failure = await rig.FailAsync(() => Client(rig).GenerateAsync(Fox with { WidthPixels = width, Format = format }));

        Assert.Equal(
            ($"Flux/ImagePig: {why}", ProviderErrorKind.InvalidRequest, CommitState.NotSent), (failure.Message, failure.Kind, failure.CommitState));
        Assert.Empty(rig.Seen);
    }

    private static string AnswerOf(string told = "\"mime_type\":\"image/jpeg\"") =>
        $$"""{"image_data":"{{Convert.ToBase64String(PictureFiles.Read("444.jpg"))}}",{{told}}}""";

    private static FluxImagePigClient Client(ClientRig rig, Action<FluxImagePigOptions>? configure = null)
    {
        var options = new FluxImagePigOptions { ApiKey = "pig-canary" };
        configure?.Invoke(options);
        return new FluxImagePigClient(options, rig.Services);
    }
}
