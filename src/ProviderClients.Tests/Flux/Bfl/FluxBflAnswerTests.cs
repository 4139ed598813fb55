using ProviderClients.Flux.Bfl;
using ProviderClients.Images;
using ProviderClients.Tests.Images.Fitting;

namespace ProviderClients.Tests.Flux.Bfl;

public sealed class FluxBflAnswerTests
{
    private static readonly FluxBflRequest Fox = new() { Prompt = "a fox in the snow", CallId = "fox" };

    [Fact]
    public async Task Generate_TheModelsSizeIsAnother_IsFittedAndEverythingIsSaid()
    {
        using var rig = new ClientRig((_, request) => Answer(request, picture: PictureFiles.Read("444.jpg")));

        var image = await rig.FlyAsync(() => Client(rig).GenerateAsync(
            Fox with { WidthPixels = 21, HeightPixels = 21, OutputFormat = "png", Seed = 5, AspectRatio = "1:1" }));

        var mapping = image.Mapping!;
        Assert.Equal(("image/png", new ImageDimensions(21, 21)), (image.ContentType, ImageDimensions.Of(image.Bytes.Span)));
        Assert.Equal(new ImageAsked(21, 21, null, null, "png", 5), mapping.Asked);
        Assert.Equal(
            new ImageSent("flux-2-pro") { Prompt = Fox.Prompt, WidthPixels = 64, HeightPixels = 64, Format = "png", Seed = 5 }, mapping.Sent);
        Assert.Equal(new ImageCame("image/jpeg", 37, 21), mapping.Came);
        Assert.Equal((true, false, true), (mapping.IsCropped, mapping.IsScaled, mapping.IsConverted));
        Assert.Equal(["ratio 1:1: flux-2-pro takes none, ask for a size"], mapping.NotHonoured);
    }

    [Fact]
    public async Task Generate_NothingWasAskedOfTheSize_IsTheFileThatCame()
    {
        using var rig = new ClientRig((_, request) => Answer(request, picture: PictureFiles.Read("444.jpg")));

        var image = await rig.FlyAsync(() => Client(rig).GenerateAsync(Fox));

        Assert.Equal(PictureFiles.Read("444.jpg"), image.Bytes.ToArray());
        Assert.Equal(new ImageAsked(null, null, null, null, null, null), image.Mapping!.Asked);
    }

    /// <summary>A credit is a cent; what Ready says is settled and goes before what the submit estimated.</summary>
    [Theory]
    [InlineData("3.0", "", 3.0, 0.03, "\"settledMicroUsd\":30000,")]
    [InlineData("3.0", ""","cost":4.5""", 4.5, 0.045, "\"settledMicroUsd\":30000,")]
    [InlineData("null", "", null, null, "\"settledMicroUsd\":null,")]
    public async Task Generate_Cost_IsWhatTheProviderSaysAndNotKnownOtherwise(string submitted, string ready, double? credits, double? usd, string audit)
    {
        using var rig = new ClientRig((_, request) => Answer(request, submitted, ready));

        var image = await rig.FlyAsync(() => Client(rig).GenerateAsync(Fox));

        Assert.Equal(((decimal?)credits, (decimal?)usd), (image.CostCredits, image.CostUsd));
        Assert.Contains(audit, rig.Audit.Lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Request Moderated", """{"Moderation Reasons":["Violence","Sexual Content"]}""", "Violence, Sexual Content", false)]
    [InlineData("Content Moderated", """{"Moderation Reasons":"Violence"}""", "Violence", true)]
    [InlineData("Content Moderated", "null", null, true)]
    [InlineData("Request Moderated", "\"blocked by policy\"", "blocked by policy", false)]
    public async Task Generate_Moderated_IsItsOwnKindWithTheReasons(string status, string details, string? said, bool isWithheld)
    {
        using var rig = new ClientRig((_, request) => request.Url.AbsolutePath == "/v1/get_result"
            ? ClientRig.Json(200, $$"""{"id":"t-1","status":"{{status}}","result":null,"progress":null,"details":{{details}},"preview":null}""")
            : Answer(request));

        var failure = await rig.FailAsync(() => Client(rig).GenerateAsync(Fox));

        Assert.Equal((ProviderErrorKind.Moderated, "t-1", said), (failure.Kind, failure.JobId, failure.Said));
        Assert.Equal(isWithheld, Assert.IsType<FluxBflErrorDetails>(failure.Details).IsContentWithheld);
    }

    [Theory]
    [InlineData("Reasoning", "status")]
    [InlineData("Generating", "status")]
    [InlineData("Pending", "state")]
    public async Task Generate_StatusIsAnotherWord_IsWaitedFor(string word, string member)
    {
        var polls = 0;
        using var rig = new ClientRig((_, request) => request.Url.AbsolutePath == "/v1/get_result" && polls++ < 3
            ? ClientRig.Json(200, $$"""{"id":"t-1","{{member}}":"{{word}}","result":null,"progress":0.4}""")
            : Answer(request));

        Assert.Equal("t-1", (await rig.FlyAsync(() => Client(rig).GenerateAsync(Fox))).JobId);
    }

    [Theory]
    [InlineData("Error", """{"error":"out of memory"}""", "out of memory")]
    [InlineData("Failed", "null", null)]
    public async Task Generate_Failed_SaysWhatWasSaid(string status, string result, string? said)
    {
        using var rig = new ClientRig((_, request) => request.Url.AbsolutePath == "/v1/get_result"
            ? ClientRig.Json(200, $$"""{"id":"t-1","status":"{{status}}","result":{{result}}}""")
            : Answer(request));

        var failure = await rig.FailAsync(() => Client(rig).GenerateAsync(Fox));

        Assert.Equal((ProviderErrorKind.JobFailed, said), (failure.Kind, failure.Said));
    }

    [Fact]
    public async Task Submit_Violations_AreReadOneByOne()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(
            422,
            """{"detail":[{"type":"less_than_equal","loc":["body","width"],"msg":"Input should be less than or equal to 1440","input":1792,"ctx":{"le":1440}},{"type":"multiple_of","loc":["body","height"],"msg":"Input should be a multiple of 32","input":1,"ctx":{"multiple_of":32}}]}"""));

        var failure = await rig.FailAsync(() => Client(rig).SubmitAsync(Fox));

        Assert.Equal(ProviderErrorKind.InvalidRequest, failure.Kind);
        Assert.Equal(
            [
                new FluxBflViolation("body.width", "less_than_equal", "Input should be less than or equal to 1440"),
                new FluxBflViolation("body.height", "multiple_of", "Input should be a multiple of 32"),
            ],
            Assert.IsType<FluxBflErrorDetails>(failure.Details).Violations);
    }

    [Fact]
    public async Task Submit_AccountIsFull_IsTriedAgainOnceATaskMayHaveFinished()
    {
        using var rig = new ClientRig((rig, request) => rig.Seen.Count == 1 ? ClientRig.Json(429, """{"detail":"Too many"}""") : Answer(request));

        await rig.FlyAsync(() => Client(rig).SubmitAsync(Fox));

        Assert.Equal(2, rig.Seen.Count);
    }

    /// <summary>After a 500 the task may exist and be paid for.</summary>
    [Fact]
    public async Task Submit_ServerFails_IsNotSentAgainAndItsCostIsNotKnown()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(500, "Internal Server Error"));

        var failure = await rig.FailAsync(() => Client(rig).SubmitAsync(Fox));

        Assert.Equal((ProviderErrorKind.ServerError, 1), (failure.Kind, failure.Attempts));
    }

    [Fact]
    public async Task Submit_AnswerIsLost_IsUnknownAndNeverRepeated()
    {
        using var rig = new ClientRig((_, _) => throw new HttpRequestException(HttpRequestError.ResponseEnded, "gone"));

        var failure = await rig.FailAsync(() => Client(rig).SubmitAsync(Fox));

        Assert.Equal((ProviderErrorKind.OutcomeUnknown, CommitState.Unknown, 1), (failure.Kind, failure.CommitState, failure.Attempts));
        Assert.Contains("\"settledMicroUsd\":null,", Assert.Single(rig.Audit.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetCredits_IsANumber()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, """{"credits":17.25}"""));

        Assert.Equal(17.25m, await rig.FlyAsync(() => Client(rig).GetCreditsAsync()));
        Assert.Equal("/v1/credits", rig.Seen[0].Url.AbsolutePath);
    }

    internal static Task<HttpResponseMessage> Answer(SeenRequest request, string cost = "3.0", string ready = "", byte[]? picture = null) =>
        request.Url.AbsolutePath switch
        {
            "/v1/get_result" => ClientRig.Json(
                200, """{"id":"t-1","status":"Ready","result":{"sample":"https://delivery.us6.bfl.ai/a.jpeg?sig=x","seed":3744260447},"details":null""" + ready + "}"),
            "/a.jpeg" when picture is not null => Task.FromResult(Replies.Bytes(picture, "image/jpeg")),
            "/a.jpeg" => ClientRig.Picture(),
            _ => ClientRig.Json(200, $$"""{"id":"t-1","polling_url":"https://api.us6.bfl.ai/v1/get_result?id=t-1","cost":{{cost}},"input_mp":0.0,"output_mp":1.05}"""),
        };

    private static FluxBflClient Client(ClientRig rig) => new(new FluxBflOptions { ApiKey = "bfl-canary" }, rig.Services);
}
