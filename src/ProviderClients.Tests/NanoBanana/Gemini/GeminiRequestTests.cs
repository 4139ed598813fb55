using System.Text.Json;
using ProviderClients.Images;
using ProviderClients.NanoBanana;
using ProviderClients.NanoBanana.Gemini;

namespace ProviderClients.Tests.NanoBanana.Gemini;

/// <summary>What is sent, to the letter.</summary>
public sealed class GeminiRequestTests
{
    [Fact]
    public async Task Request_SaysAllThatTheMappingSays()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, GeminiReplies.Parts(GeminiReplies.Image(SmallPictures.Jpeg(1920, 1080)))));

        var image = await rig.FlyAsync(() => GeminiReplies.Client(rig).GenerateAsync(new NanoBananaImageRequest
        {
            Prompt = "a fox",
            WidthPixels = 1920,
            HeightPixels = 1080,
            Style = "oil",
            Quality = "high",
            Seed = 7,
            CallId = "fox",
        }));

        var seen = Assert.Single(rig.Seen);
        Assert.Equal("https://generativelanguage.googleapis.com/v1beta/models/gemini-nano-banana-2.1:generateContent", seen.Url.AbsoluteUri);
        Assert.Equal("AIza-canary-0123456789", seen.Headers["x-goog-api-key"]);
        Assert.Equal(
            """{"contents":[{"role":"user","parts":[{"text":"a fox\nStyle: oil"}]}],"generationConfig":{"responseModalities":["IMAGE"],"imageConfig":{"aspectRatio":"16:9","imageSize":"2K"},"thinkingConfig":{"thinkingLevel":"HIGH"},"seed":7}}""",
            seen.Body);
        Assert.Equal(
            ("gemini-nano-banana-2.1", "a fox\nStyle: oil", "16:9", "2K", "high", (ulong?)7),
            (image.Mapping!.Sent.Model, image.Mapping.Sent.Prompt, image.Mapping.Sent.AspectRatio, image.Mapping.Sent.ImageSize, image.Mapping.Sent.Thinking, image.Mapping.Sent.Seed));
    }

    [Fact]
    public async Task Request_ModelWithOneSize_GetsNoSizeAndNoThinking()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, GeminiReplies.Parts(GeminiReplies.Image(SmallPictures.Png(), type: "image/png"))));
        var client = GeminiReplies.Client(rig, options => (options.ApiVersion, options.BaseUrl) = ("v1", new Uri("http://127.0.0.1:9/gemini/")));

        await rig.FlyAsync(() => client.GenerateAsync(GeminiReplies.Request with { Model = "gemini-2.5-flash-image" }));

        Assert.Equal("http://127.0.0.1:9/gemini/v1/models/gemini-2.5-flash-image:generateContent", rig.Seen[0].Url.AbsoluteUri);
        Assert.EndsWith(
            "\"generationConfig\":{\"responseModalities\":[\"IMAGE\"],\"imageConfig\":{\"aspectRatio\":\"1:1\"}}}", rig.Seen[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_WithPictures_SendsBytesAndFiles()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, GeminiReplies.Parts(GeminiReplies.Image())));
        var png = SmallPictures.Png();

        var image = await rig.FlyAsync(() => GeminiReplies.Client(rig).GenerateAsync(GeminiReplies.Request with
        {
            Inputs =
            [
                NanoBananaInputImage.FromBytes(png, "image/heic"),
                NanoBananaInputImage.FromUrl(new Uri("https://generativelanguage.googleapis.com/v1beta/files/abc"), "image/webp"),
            ],
        }));

        var parts = JsonDocument.Parse(rig.Seen[0].Body).RootElement.GetProperty("contents")[0].GetProperty("parts");
        Assert.Equal($$$"""{"inlineData":{"mimeType":"image/png","data":"{{{Convert.ToBase64String(png)}}}"}}""", parts[1].GetRawText());
        Assert.Equal("""{"fileData":{"fileUri":"https://generativelanguage.googleapis.com/v1beta/files/abc","mimeType":"image/webp"}}""", parts[2].GetRawText());
        Assert.Equal(2, image.Mapping!.Sent.InputImages);
    }

    [Fact]
    public async Task Conversation_GivesBackThePartsWithTheirSignatures()
    {
        const string Turn = """{"text":"here it is"},{"inlineData":{"mimeType":"image/jpeg","data":"DATA"},"thoughtSignature":"sig-1","unknown":{"kept":true}}""";
        var jpeg = Convert.ToBase64String(SmallPictures.Jpeg());
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, GeminiReplies.Parts(Turn.Replace("DATA", jpeg, StringComparison.Ordinal))));
        var client = GeminiReplies.Client(rig);

        var first = await rig.FlyAsync(() => client.AnswerAsync(new NanoBananaImageRequest { Prompt = "a fox" }));
        var kept = NanoBananaGeminiConversation.FromJson(first.Conversation.ToJson());
        var second = await rig.FlyAsync(() => client.AnswerAsync(new NanoBananaImageRequest { Prompt = "make it blue" }, kept));

        Assert.Equal((0, 2, 4), (NanoBananaGeminiConversation.Empty.TurnCount, first.Conversation.TurnCount, second.Conversation.TurnCount));
        var expected = """{"contents":[{"role":"user","parts":[{"text":"a fox"}]},{"role":"model","parts":[TURN]},{"role":"user","parts":[{"text":"make it blue"}]}],"""
            .Replace("TURN", Turn.Replace("DATA", jpeg, StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.StartsWith(expected, rig.Seen[1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quality is best: write low, medium or high")]
    [InlineData("format is gif: write png, jpeg or webp")]
    [InlineData("width and height must be 1 or more")]
    [InlineData("an input picture by its address needs its content type said")]
    public async Task Request_ThatCannotBeSaid_IsRefusedBeforeAnythingIsSent(string sentence)
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, "{}"));
        var request = sentence[..2] switch
        {
            "qu" => GeminiReplies.Request with { Quality = "best" },
            "fo" => GeminiReplies.Request with { Format = "gif" },
            "wi" => GeminiReplies.Request with { WidthPixels = 0 },
            _ => GeminiReplies.Request with { Inputs = [NanoBananaInputImage.FromUrl(new Uri("https://x.test/a"))] },
        };

        var failure = await rig.FailAsync(() => GeminiReplies.Client(rig).GenerateAsync(request));

        Assert.Equal((ProviderErrorKind.InvalidRequest, CommitState.NotSent, $"NanoBanana/Gemini: {sentence}"), (failure.Kind, failure.CommitState, failure.Message));
        Assert.Empty(rig.Seen);
    }

    [Fact]
    public async Task Picture_OfTheModelsOwnSize_IsFittedByTheApplicationsFitter()
    {
        var fitter = new RecordingFitter(new FittedImage(SmallPictures.Png(800, 500), "image/png") { IsCropped = true, IsScaled = true, IsConverted = true });
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, GeminiReplies.Parts(GeminiReplies.Image(SmallPictures.Jpeg(1264, 848)))), fitter);

        var image = await rig.FlyAsync(() => GeminiReplies.Client(rig).GenerateAsync(
            GeminiReplies.Request with { WidthPixels = 800, HeightPixels = 500, Format = "png" }));

        Assert.Equal([new ImageFit(800, 500, "image/png")], fitter.Wanted);
        Assert.Equal(("image/png", "3:2", true), (image.ContentType, image.Mapping!.Sent.AspectRatio, image.Mapping.IsCropped));
        Assert.Equal(new ImageCame("image/jpeg", 1264, 848), image.Mapping.Came);
    }

    [Fact]
    public async Task Seed_ThatDoesNotFit_IsLeftOutAndSaid()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, GeminiReplies.Parts(GeminiReplies.Image())));

        var image = await rig.FlyAsync(() => GeminiReplies.Client(rig).GenerateAsync(GeminiReplies.Request with { Seed = 4_294_967_295 }));

        Assert.DoesNotContain("seed", rig.Seen[0].Body, StringComparison.Ordinal);
        Assert.Equal("seed: above 2147483647, it was not sent", Assert.Single(image.Mapping!.NotHonoured));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("no JSON")]
    public void Conversation_FromSomethingElse_SaysSo(string json) =>
        Assert.Throws<FormatException>(() => NanoBananaGeminiConversation.FromJson(json));
}
