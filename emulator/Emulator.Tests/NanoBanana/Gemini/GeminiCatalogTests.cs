using System.Text.Json.Nodes;
using Emulator.NanoBanana.Gemini;
using Emulator.NanoBanana.Gemini.Catalog;
using Emulator.Tests.Images;

namespace Emulator.Tests.NanoBanana.Gemini;

/// <summary>Which models there are, when, and what they draw.</summary>
public sealed class GeminiCatalogTests
{
    [Theory]
    [InlineData("2026-11-20", "gemini-nano-banana-2.1 gemini-3.1-flash-image gemini-3.1-flash-lite-image gemini-3-pro-image nano-banana-pro-preview gemini-2.5-flash-image")]
    [InlineData("2026-10-05", "gemini-3.1-flash-image gemini-3.1-flash-lite-image gemini-3-pro-image nano-banana-pro-preview gemini-2.5-flash-image")]
    [InlineData("2026-06-24", "gemini-3.1-flash-image gemini-3-pro-image nano-banana-pro-preview gemini-2.5-flash-image gemini-3.1-flash-image-preview gemini-3-pro-image-preview")]
    [InlineData("2025-10-29", "nano-banana-pro-preview gemini-2.5-flash-image gemini-3.1-flash-image-preview gemini-3-pro-image-preview gemini-2.5-flash-image-preview")]
    public void Catalog_OfADay_HasTheModelsOfThatDay(string day, string models)
    {
        var catalog = new GeminiCatalog(new GeminiSection { CatalogDate = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) });

        Assert.Equal(models.Split(' '), catalog.Models.Select(model => model.Id));
    }

    [Theory]
    [InlineData("1:1", "512x512 1024x1024 2048x2048 4096x4096")]
    [InlineData("2:3", "424x632 848x1264 1696x2528 3392x5056")]
    [InlineData("3:2", "632x424 1264x848 2528x1696 5056x3392")]
    [InlineData("3:4", "448x600 896x1200 1792x2400 3584x4800")]
    [InlineData("4:3", "600x448 1200x896 2400x1792 4800x3584")]
    [InlineData("4:5", "464x576 928x1152 1856x2304 3712x4608")]
    [InlineData("5:4", "576x464 1152x928 2304x1856 4608x3712")]
    [InlineData("9:16", "384x688 768x1376 1536x2752 3072x5504")]
    [InlineData("16:9", "688x384 1376x768 2752x1536 5504x3072")]
    [InlineData("21:9", "792x336 1584x672 3168x1344 6336x2688")]
    [InlineData("1:4", "256x1024 512x2048 1024x4096 2048x8192")]
    [InlineData("4:1", "1024x256 2048x512 4096x1024 8192x2048")]
    [InlineData("1:8", "192x1536 384x3072 768x6144 1536x12288")]
    [InlineData("8:1", "1536x192 3072x384 6144x768 12288x1536")]
    public void Sizes_OfTheThirdGeneration_AreThoseOfTheTable(string ratio, string sizes)
    {
        var model = GeminiModels.All.Single(one => one.Id == "gemini-3.1-flash-image");

        var drawn = Enum.GetValues<GeminiImageSize>().Select(size => GeminiSizes.Of(model, ratio, size));

        Assert.Equal(sizes, string.Join(' ', drawn.Select(size => $"{size.WidthPixels}x{size.HeightPixels}")));
    }

    [Fact]
    public void Sizes_OfTheNarrowRatios_CanBeThoseOfTheOtherSource()
    {
        var model = GeminiModels.All[0];

        Assert.Equal(352, GeminiSizes.Of(model, "1:8", GeminiImageSize.OneK, isNarrow: true).WidthPixels);
        Assert.Equal(5632, GeminiSizes.Of(model, "8:1", GeminiImageSize.TwoK, isNarrow: true).WidthPixels);
        Assert.Equal(1024, GeminiSizes.Of(model, "1:1", GeminiImageSize.OneK, isNarrow: true).WidthPixels);
    }

    [Theory]
    [InlineData(false, 14)]
    [InlineData(true, 10)]
    public void Lite_HasFourteenRatiosOrTen(bool hasTen, int count)
    {
        var catalog = new GeminiCatalog(new GeminiSection { LiteHasTenRatios = hasTen });

        Assert.Equal(count, catalog.Find("gemini-3.1-flash-lite-image")!.Ratios.Count);
        Assert.Equal(14, catalog.Find("gemini-nano-banana-2.1")!.Ratios.Count);
    }

    [Fact]
    public async Task Picture_OfFourK_HasItsSize()
    {
        await using var flight = await GeminiFlight.StartAsync();

        var answer = await flight.JsonAsync(
            """{"contents":[{"parts":[{"text":"a fox"}]}],"generationConfig":{"imageConfig":{"imageSize":"4K","aspectRatio":"16:9"}}}""", "gemini-nano-banana-2.1");

        var data = (string)answer["candidates"]![0]!["content"]!["parts"]![0]!["inlineData"]!["data"]!;
        var picture = Emulator.Images.PictureInput.Read(Convert.FromBase64String(data));
        Assert.Equal(("image/jpeg", 5504, 3072), (picture.MediaType, picture.WidthPixels, picture.HeightPixels));
        Assert.Equal(3780, (int)answer["usageMetadata"]!["candidatesTokensDetails"]![0]!["tokenCount"]!);
    }

    [Fact]
    public void Sizes_OfTheFirstModel_AreItsOwn()
    {
        var model = GeminiModels.All.Single(one => one.Id == "gemini-2.5-flash-image");

        var drawn = model.Ratios.Select(ratio => GeminiSizes.Of(model, ratio, GeminiImageSize.OneK)).Select(size => $"{size.WidthPixels}x{size.HeightPixels}");

        Assert.Equal(
            ["1024x1024", "832x1248", "1248x832", "864x1184", "1184x864", "896x1152", "1152x896", "768x1344", "1344x768", "1536x672"], drawn);
    }

    [Theory]
    [InlineData("gemini-3.1-flash-image", """{"aspectRatio":"9:16","imageSize":"512"}""", "image/jpeg", 384, 688)]
    [InlineData("gemini-nano-banana-2.1", """{"aspectRatio":"1:4"}""", "image/jpeg", 512, 2048)]
    [InlineData("gemini-2.5-flash-image", """{"aspectRatio":"21:9"}""", "image/png", 1536, 672)]
    [InlineData("gemini-3-pro-image", """{"imageSize":"2K"}""", "image/jpeg", 2048, 2048)]
    public async Task Picture_DecodesAtItsSize(string model, string config, string type, int width, int height)
    {
        await using var flight = await GeminiFlight.StartAsync();

        var answer = await flight.JsonAsync($$$"""{"contents":[{"parts":[{"text":"a fox"}]}],"generationConfig":{"imageConfig":{{{config}}}}}""", model);

        var data = answer["candidates"]![0]!["content"]!["parts"]![0]!["inlineData"]!;
        var picture = DecodedPicture.From(Convert.FromBase64String((string)data["data"]!));
        Assert.Equal((type, width, height), ((string?)data["mimeType"], picture.WidthPixels, picture.HeightPixels));
    }

    [Fact]
    public async Task Models_AreListedInPagesAndOneByOne()
    {
        await using var flight = await GeminiFlight.StartAsync();
        var said = flight.Talk();

        await said.Note("a page").GetAsync("/gemini/v1beta/models?pageSize=2");
        await said.Note("the last page").GetAsync("/gemini/v1beta/models?pageSize=5&pageToken=gemini-2.5-flash-image");
        await said.Note("one").GetAsync("/gemini/v1/models/gemini-nano-banana-2.1");
        await said.Note("tokens").PostAsync(GeminiFlight.PathOf(method: "countTokens"), """{"contents":[{"parts":[{"text":"a red fox at dawn"},{"inlineData":{"mimeType":"image/png","data":"QUFB"}}]}]}""");
        await said.Note("tokens of a whole request").PostAsync(GeminiFlight.PathOf(method: "countTokens"), $$$"""{"generateContentRequest":{{{GeminiFlight.Ask()}}}}""");

        Golden.Check(said.ToString(), "models.txt");
    }

    [Theory]
    [InlineData("v1ImageModels: false", "v1", "gemini-nano-banana-2.1", 404)]
    [InlineData("v1ImageModels: false", "v1beta", "gemini-nano-banana-2.1", 200)]
    [InlineData("retired: [gemini-nano-banana-2.1]", "v1", "gemini-nano-banana-2.1", 404)]
    [InlineData("live: [gemini-3-pro-image-preview]", "v1", "gemini-3-pro-image-preview", 200)]
    [InlineData("routes: {gemini-3.1-flash-image-preview: gemini-nano-banana-2.1}", "v1", "gemini-3.1-flash-image-preview", 200)]
    [InlineData("catalogDate: 2026-06-01", "v1", "gemini-3.1-flash-image-preview", 200)]
    public async Task Model_IsServedAsTheScenarioSays(string provider, string version, string model, int status)
    {
        await using var flight = await GeminiFlight.StartAsync($"layout: image, {provider}");

        using var reply = await flight.PostAsync(GeminiFlight.PathOf(model, version: version), """{"contents":[{"parts":[{"text":"a fox"}]}]}""");

        Assert.Equal(status, (int)reply.StatusCode);
        if (status == 200)
        {
            Assert.Equal(model, (string?)JsonNode.Parse(await GeminiFlight.TextAsync(reply))!["modelVersion"]);
        }
    }
}
