using ProviderClients.Flux.Bfl;
using ProviderClients.Tests.Images.Fitting;

namespace ProviderClients.Tests.Flux.Bfl;

/// <summary>What goes over the wire for each family of models, and what never does.</summary>
public sealed class FluxBflRequestTests
{
    private static readonly FluxBflInputImage Bytes = FluxBflInputImage.FromBytes(new byte[] { 1, 2, 3 });
    private static readonly FluxBflInputImage Address = FluxBflInputImage.FromUrl(new Uri("https://example.org/a.png"));

    public static TheoryData<FluxBflRequest, string> Bodies => new()
    {
        { Of("flux-2-pro") with { WidthPixels = 1000, HeightPixels = 600, Seed = 7, OutputFormat = "webp", SafetyTolerance = 5 },
            """{"prompt":"p","width":1008,"height":608,"output_format":"webp","seed":7,"safety_tolerance":5}""" },
        { Of("flux-2-max") with { ModelOptions = new Flux2Options(Bytes, Address) },
            """{"prompt":"p","input_image":"AQID","input_image_2":"https://example.org/a.png"}""" },
        { Of("flux-2-flex") with { ModelOptions = new Flux2FlexOptions(Bytes) { Steps = 20, Guidance = 4.5, PromptUpsampling = false } },
            """{"prompt":"p","prompt_upsampling":false,"steps":20,"guidance":4.5,"input_image":"AQID"}""" },
        { Of("flux-2-pro") with { ModelOptions = new Flux2Options(Bytes, Bytes, Bytes, Bytes, Bytes, Bytes, Bytes, Bytes) },
            """{"prompt":"p","input_image":"AQID","input_image_2":"AQID","input_image_3":"AQID","input_image_4":"AQID","input_image_5":"AQID","input_image_6":"AQID","input_image_7":"AQID","input_image_8":"AQID"}""" },
        { Of("flux-kontext-pro") with { WidthPixels = 1216, HeightPixels = 832, ModelOptions = new FluxKontextOptions(Address) { PromptUpsampling = true } },
            """{"prompt":"p","aspect_ratio":"3:2","prompt_upsampling":true,"input_image":"https://example.org/a.png"}""" },
        { Of("flux-kontext-max") with { WidthPixels = 100, HeightPixels = 100, AspectRatio = "4:3" }, """{"prompt":"p","aspect_ratio":"4:3"}""" },
        { Of("flux-pro-1.1") with { WidthPixels = 1200, HeightPixels = 832, ModelOptions = new Flux1Options { ImagePrompt = Bytes } },
            """{"prompt":"p","width":1216,"height":832,"image_prompt":"AQID"}""" },
        { Of("flux-dev") with { ModelOptions = new Flux1Options { Steps = 28, Guidance = 3 } }, """{"prompt":"p","steps":28,"guidance":3}""" },
        { Of("flux-pro-1.1-ultra") with { WidthPixels = 1920, HeightPixels = 1080, ModelOptions = new FluxUltraOptions { Raw = true, ImagePromptStrength = 0.5 } },
            """{"prompt":"p","aspect_ratio":"16:9","raw":true,"image_prompt_strength":0.5}""" },
        { Of("flux-pro-1.1-ultra-finetuned") with { ModelOptions = new FluxUltraOptions { FinetuneId = "org-1/cat", FinetuneStrength = 1.1 } },
            """{"prompt":"p","finetune_id":"org-1/cat","finetune_strength":1.1}""" },
        { Of("flux-pro-1.0-fill") with { WidthPixels = 500, HeightPixels = 500, ModelOptions = new FluxFillOptions(Bytes) { Mask = Bytes, Steps = 15 } },
            """{"prompt":"p","steps":15,"image":"AQID","mask":"AQID"}""" },
        { Of("flux-pro-1.0-expand") with { ModelOptions = new FluxExpandOptions(Bytes) { TopPixels = 2048 } },
            """{"prompt":"p","image":"AQID","top":2048,"bottom":0,"left":0,"right":0}""" },
        { Of("flux-9-newer") with { WidthPixels = 1001, HeightPixels = 37, AspectRatio = "5:1" }, """{"prompt":"p","width":1001,"height":37,"aspect_ratio":"5:1"}""" },
    };

    public static TheoryData<FluxBflRequest, string> Unsendable => new()
    {
        { Of("flux-2-pro") with { WidthPixels = 100 }, "width and height belong together: write both or neither" },
        { Of("flux-2-pro") with { WidthPixels = 0, HeightPixels = 0 }, "width and height must be 1 or more" },
        { Of("flux-2-pro") with { OutputFormat = "gif" }, "output format is gif: write jpeg, png or webp" },
        { Of("flux-2-pro") with { SafetyTolerance = 6 }, "safety tolerance is 6: flux-2-pro takes 0 to 5" },
        { Of("flux-pro-1.1") with { SafetyTolerance = 7 }, "safety tolerance is 7: flux-pro-1.1 takes 0 to 6" },
        { Of("flux-pro-1.1") with { ModelOptions = new Flux2Options() }, "flux-pro-1.1 does not take what Flux2Options holds" },
        { Of("flux-pro-1.1") with { ModelOptions = new Flux1Options { Steps = 3 } }, "flux-pro-1.1 does not take what Flux1Options holds" },
        { Of("flux-pro-1.0-fill"), "flux-pro-1.0-fill needs FluxFillOptions with the picture to fill" },
        { Of("flux-pro-1.0-expand") with { ModelOptions = new FluxExpandOptions(Bytes) }, "a picture is expanded by 0 to 2048 pixels a side, and at least on one side" },
        { Of("flux-2-klein-9b") with { ModelOptions = new Flux2Options(Bytes, Bytes, Bytes, Bytes, Bytes) }, "5 input pictures: flux-2-klein-9b takes 4 at most" },
        { Of("flux-pro-1.0-fill") with { ModelOptions = new FluxFillOptions(Address) }, "flux-pro-1.0-fill takes pictures as bytes, not by address" },
        { Of("flux-pro-1.0-fill") with { ModelOptions = new FluxFillOptions(FluxBflInputImage.FromBytes(PictureFiles.Read("444.jpg"))) },
            "an input picture is 37x21: flux-pro-1.0-fill takes 256 pixels a side or more" },
        { Of("flux-2-pro") with { ModelOptions = new Flux2Options(FluxBflInputImage.FromBytes(new byte[(20 * 1024 * 1024) + 1])) }, "an input picture has more than 20 MB" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Submit_OfEachFamily_IsExactlyThis(FluxBflRequest request, string body)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, """{"id":"t","polling_url":"https://api.bfl.ai/v1/get_result?id=t"}"""));

        await rig.FlyAsync(() => Client(rig).SubmitAsync(request));

        var seen = Assert.Single(rig.Seen);
        Assert.Equal($"https://api.bfl.ai/v1/{request.Model}", seen.Url.AbsoluteUri);
        Assert.Equal("bfl-canary", seen.Headers["x-key"]);
        Assert.Equal(body, seen.Body);
    }

    [Theory]
    [MemberData(nameof(Unsendable))]
    public async Task Submit_ModelCannotTakeIt_IsRefusedHereAndNothingIsSent(FluxBflRequest request, string why)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(500, ""));

        var failure = await rig.FailAsync(() => Client(rig).SubmitAsync(request));

        Assert.Equal($"Flux/Bfl: {why}", failure.Message);
        Assert.Equal((ProviderErrorKind.InvalidRequest, CommitState.NotSent, 0), (failure.Kind, failure.CommitState, failure.Attempts));
        Assert.Empty(rig.Seen);
    }

    private static FluxBflRequest Of(string model) => new() { Prompt = "p", Model = model };

    private static FluxBflClient Client(ClientRig rig) => new(new FluxBflOptions { ApiKey = "bfl-canary" }, rig.Services);
}
