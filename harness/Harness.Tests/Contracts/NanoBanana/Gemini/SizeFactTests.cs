namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B2.2 and B2.4: the pixels and the formats of pictures.</summary>
public sealed class SizeFactTests
{
    private static readonly string[] Sizes = ["512", "1K", "2K", "4K"];

    [Theory, ProviderFact("g-b22-1-1")]
    [ProviderFact("g-b22-2-3")]
    [ProviderFact("g-b22-3-2")]
    [ProviderFact("g-b22-3-4")]
    [ProviderFact("g-b22-4-3")]
    [ProviderFact("g-b22-4-5")]
    [ProviderFact("g-b22-5-4")]
    [ProviderFact("g-b22-9-16")]
    [ProviderFact("g-b22-16-9")]
    [ProviderFact("g-b22-21-9")]
    [ProviderFact("g-b22-1-4")]
    [ProviderFact("g-b22-4-1")]
    [ProviderFact("g-b22-1-8")]
    [ProviderFact("g-b22-8-1")]
    public async Task Ratio_AtEverySize_HasThesePixels(string ratio, params string[] pixels)
    {
        Assert.Equal(Sizes.Length, pixels.Length);
        foreach (var (size, expected) in Sizes.Zip(pixels))
        {
            Assert.Equal($"image/jpeg {expected}", (await GeminiSized.AskAsync(GeminiAsk.Flash, ratio, size)).Picture);
        }
    }

    [Theory, ProviderFact("g-b22-25-1-1")]
    [ProviderFact("g-b22-25-2-3")]
    [ProviderFact("g-b22-25-3-2")]
    [ProviderFact("g-b22-25-3-4")]
    [ProviderFact("g-b22-25-4-3")]
    [ProviderFact("g-b22-25-4-5")]
    [ProviderFact("g-b22-25-5-4")]
    [ProviderFact("g-b22-25-9-16")]
    [ProviderFact("g-b22-25-16-9")]
    [ProviderFact("g-b22-25-21-9")]
    public async Task Ratio_OfTheOldestModel_HasThesePixels(string ratio, string pixels) =>
        Assert.Equal($"image/png {pixels}", (await GeminiSized.AskAsync(GeminiAsk.Oldest, ratio, null)).Picture);

    [Theory, ProviderFact("g-b22-21-confirmed")]
    public async Task Ratio_OfTheNewestModel_HasThesePixels(string wide, string widePixels, string high, string highPixels)
    {
        Assert.Equal($"image/jpeg {widePixels}", (await GeminiSized.AskAsync(GeminiAsk.Model, wide, null)).Picture);
        Assert.Equal($"image/jpeg {highPixels}", (await GeminiSized.AskAsync(GeminiAsk.Model, high, null)).Picture);
    }

    [Theory, ProviderFact("g-b22-narrow")]
    public async Task Ratio_ThatIsDisputed_IsNarrower(string ratio, string pixels) => Assert.Equal(
        $"image/jpeg {pixels}",
        (await GeminiSized.AskAsync(GeminiAsk.Flash, ratio, null, "provider: {layout: image, narrowOneToEight: true}")).Picture);

    [Theory, ProviderFact("g-b22-pro")]
    public async Task Ratio_ThatProDoesNotDraw_IsRefused(string first, string second, string third, string fourth, int status)
    {
        foreach (var ratio in (string[])[first, second, third, fourth])
        {
            Assert.Equal(status, (await GeminiSized.AskAsync(GeminiAsk.Pro, ratio, null)).Status);
            Assert.Equal(200, (await GeminiSized.AskAsync(GeminiAsk.Model, ratio, null)).Status);
        }
    }

    [Theory, ProviderFact("g-b22-no-ratio")]
    public async Task Picture_WithoutARatio_IsSquare(string pixels) =>
        Assert.Equal($"image/jpeg {pixels}", (await GeminiSized.AskAsync(GeminiAsk.Model, null, null)).Picture);

    [Theory, ProviderFact("g-b22-of-input")]
    public async Task Picture_WithoutARatio_HasThatOfTheLastInput(string ratio, string pixels)
    {
        var wide = await GeminiAsk.ConfiguredAsync($"\"imageConfig\":{{\"aspectRatio\":\"{ratio}\"}}");
        var contents = $$$"""
            {"role":"user","parts":[{"text":"Brighter"},{"inlineData":{"mimeType":"image/png","data":"{{{GeminiSized.SmallPng}}}"}},
            {"inlineData":{"mimeType":"image/jpeg","data":"{{{wide.Images[^1]["inlineData"]!["data"]}}}"}}]}
            """;

        var edited = await GeminiAsk.PostAsync($"/v1beta/models/{GeminiAsk.Model}:generateContent", GeminiAsk.Body(contents: contents));

        Assert.Equal($"image/jpeg {pixels}", edited.Picture);
    }

    [Theory, ProviderFact("g-b24-jpeg")]
    [ProviderFact("g-b24-jpeg-21")]
    [ProviderFact("g-b24-png")]
    public async Task Model_DrawsInThisFormat(string model, string type)
    {
        var reply = await GeminiAsk.GenerateAsync(model: model);

        Assert.All(reply.Images, image => Assert.Equal(type, (string?)image["inlineData"]!["mimeType"]));
    }

    [Theory, ProviderFact("g-b24-bytes")]
    public async Task Format_IsThatOfTheBytes(string member)
    {
        foreach (var model in (string[])[GeminiAsk.Model, GeminiAsk.Oldest])
        {
            var reply = await GeminiAsk.GenerateAsync(model: model);

            Assert.StartsWith($"{reply.Images[^1]["inlineData"]![member]} ", reply.Picture, StringComparison.Ordinal);
        }
    }

    [Theory, ProviderFact("g-b24-no-switch")]
    public async Task Format_IsNotChosen(string member, int status)
    {
        var reply = await GeminiAsk.ConfiguredAsync($"\"imageConfig\":{{\"{member}\":\"image/png\"}}");

        Assert.Equal(status, reply.Status);
        Assert.Contains("Unknown name \"outputMimeType\" at 'generation_config.image_config'", reply.Message, StringComparison.Ordinal);
    }
}
