using System.Text.Json.Nodes;

namespace Emulator.Tests.NanoBanana.Gemini;

/// <summary>What a request may hold, and in which spellings.</summary>
public sealed class GeminiRequestTests
{
    private const string Invalid = "Request contains an invalid argument.";

    [Theory]
    [InlineData("""{"imageConfig":{"aspectRatio":"16:9","imageSize":"512"}}""", 688, 384)]
    [InlineData("""{"image_config":{"aspect_ratio":"16:9","image_size":"512"}}""", 688, 384)]
    [InlineData("""{"responseFormat":{"image":{"aspectRatio":"16:9","imageSize":"512"}}}""", 688, 384)]
    [InlineData("""{"responseFormat":[{"image":{"aspectRatio":"ASPECT_RATIO_SIXTEEN_BY_NINE","imageSize":"IMAGE_SIZE_FIVE_TWELVE","delivery":"INLINE"}}]}""", 688, 384)]
    [InlineData("""{"imageConfig":{"imageSize":"512"},"responseModalities":["Text","Image"],"candidateCount":1,"temperature":1,"topP":0.9,"topK":3,"maxOutputTokens":9,"stopSequences":["x"]}""", 512, 512)]
    public async Task Generate_EverySpelling_IsUnderstood(string config, int width, int height)
    {
        await using var flight = await GeminiFlight.StartAsync();

        var answer = await flight.JsonAsync($$$"""{"contents":[{"parts":[{"text":"a fox"}]}],"generationConfig":{{{config}}}}""");

        var file = Convert.FromBase64String((string)answer["candidates"]![0]!["content"]!["parts"]![0]!["inlineData"]!["data"]!);
        var picture = Images.DecodedPicture.From(file);
        Assert.Equal((width, height), (picture.WidthPixels, picture.HeightPixels));
    }

    [Theory]
    [InlineData("gemini-3.1-flash-image", """{"imageConfig":{"imageSize":"1k"}}""")]
    [InlineData("gemini-3.1-flash-image", """{"imageConfig":{"imageSize":"512px"}}""")]
    [InlineData("gemini-nano-banana-2.1", """{"imageConfig":{"imageSize":"512"}}""")]
    [InlineData("gemini-2.5-flash-image", """{"imageConfig":{"imageSize":"1K"}}""")]
    [InlineData("gemini-3.1-flash-lite-image", """{"imageConfig":{"imageSize":"2K"}}""")]
    [InlineData("gemini-2.5-flash-image", """{"thinkingConfig":{"thinkingLevel":"HIGH"}}""")]
    [InlineData("gemini-3.1-flash-image", """{"thinkingConfig":{"thinkingLevel":"medium"}}""")]
    [InlineData("gemini-3.1-flash-image", """{"thinkingConfig":{"thinkingLevel":"much"}}""")]
    [InlineData("gemini-3.1-flash-image", """{"responseModalities":["AUDIO"]}""")]
    [InlineData("gemini-3.1-flash-image", """{"seed":"x"}""")]
    [InlineData("gemini-nano-banana-2.1", """{"responseSchema":{"type":"OBJECT"}}""")]
    public async Task Generate_WhatTheModelDoesNotHave_IsInvalid(string model, string config)
    {
        await using var flight = await GeminiFlight.StartAsync();

        Assert.Equal((400, Invalid), await flight.RefusalAsync($$$"""{"contents":[{"parts":[{"text":"a fox"}]}],"generationConfig":{{{config}}}}""", model));
    }

    [Theory]
    [InlineData("""[{"role":"robot","parts":[{"text":"a"}]}]""")]
    [InlineData("""[{"parts":[]}]""")]
    [InlineData("""[{"parts":[{"text":"a"}]},{"parts":[{"text":"a"}]}]""")]
    [InlineData("""[{"parts":[{"text":7}]}]""")]
    [InlineData("""[{"parts":[{"inlineData":{"mimeType":"image/png","data":"***"}}]}]""")]
    [InlineData("""[{"parts":[{"inlineData":{"mimeType":"audio/mp3","data":"QUFB"}}]}]""")]
    [InlineData("""[{"parts":[{"fileData":{"mimeType":"image/png"}}]}]""")]
    [InlineData("""["a"]""")]
    public async Task Generate_ContentsThatAreNone_AreInvalid(string contents)
    {
        await using var flight = await GeminiFlight.StartAsync();

        Assert.Equal((400, Invalid), await flight.RefusalAsync($$$"""{"contents":{{{contents}}}}"""));
    }

    [Theory]
    [InlineData(14, 200)]
    [InlineData(15, 400)]
    public async Task Generate_ManyPictures_AreTakenUpToFourteen(int count, int status)
    {
        await using var flight = await GeminiFlight.StartAsync();
        var pictures = string.Join(',', Enumerable.Repeat("""{"inlineData":{"mimeType":"image/webp","data":"QUFB"}}""", count));

        var answer = await flight.RefusalAsync(
            $$$"""{"contents":[{"parts":[{"text":"a"},{{{pictures}}}]}],"generationConfig":{"imageConfig":{{{GeminiFlight.Small}}}}}""");

        Assert.Equal(status, answer.Status);
    }

    [Theory]
    [InlineData("gemini-3.1-flash-image", "", 400)]
    [InlineData("gemini-3.1-flash-image", "thoughtSignatures: false", 200)]
    [InlineData("gemini-2.5-flash-image", "", 200)]
    public async Task Edit_WithoutSignature_IsRefusedWhereTheModelSigns(string model, string provider, int status)
    {
        await using var flight = await GeminiFlight.StartAsync(provider);

        var refusal = await flight.RefusalAsync(
            """
            {"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"here"},{"inlineData":{"mimeType":"image/png","data":"QUFB"}}]},{"role":"user","parts":[{"text":"b"}]}]}
            """,
            model);

        Assert.Equal(status, refusal.Status);
        if (status == 400)
        {
            Assert.StartsWith("Image part is missing a thought_signature in content position 2, part position 2. ", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Edit_EchoOfTheAnswer_IsTaken()
    {
        await using var flight = await GeminiFlight.StartAsync();
        var content = (await flight.JsonAsync(GeminiFlight.Ask()))["candidates"]![0]!["content"]!.ToJsonString();

        var answer = await flight.JsonAsync(
            $$$"""{"contents":[{"role":"user","parts":[{"text":"a"}]},{{{content}}},{"role":"user","parts":[{"text":"now blue"}]}],"generationConfig":{"imageConfig":{{{GeminiFlight.Small}}}}}""");

        Assert.Equal("STOP", (string?)answer["candidates"]![0]!["finishReason"]);
    }

    [Theory]
    [InlineData("aspectRatio: ignored", 200)]
    [InlineData("aspectRatio: refused", 400)]
    public async Task Ratio_CanBeIgnoredOrRefused(string provider, int status)
    {
        await using var flight = await GeminiFlight.StartAsync($"layout: image, {provider}");

        using var reply = await flight.PostAsync(
            GeminiFlight.PathOf(), """{"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"imageConfig":{"aspectRatio":"16:9","imageSize":"512"}}}""");

        Assert.Equal(status, (int)reply.StatusCode);
        if (status == 200)
        {
            var data = JsonNode.Parse(await GeminiFlight.TextAsync(reply))!["candidates"]![0]!["content"]!["parts"]![0]!["inlineData"]!["data"]!;
            var picture = Images.DecodedPicture.From(Convert.FromBase64String((string)data!));
            Assert.Equal((512, 512), (picture.WidthPixels, picture.HeightPixels));
        }
    }
}
