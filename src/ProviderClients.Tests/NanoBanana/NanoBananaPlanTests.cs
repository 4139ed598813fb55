using ProviderClients.NanoBanana;

namespace ProviderClients.Tests.NanoBanana;

/// <summary>Sizes, styles and qualities become ratios, tiers and levels of thinking.</summary>
public sealed class NanoBananaPlanTests
{
    private const string Newest = "gemini-nano-banana-2.1";

    [Theory]
    [InlineData(1024, 1024, "1:1")]
    [InlineData(1920, 1080, "16:9")]
    [InlineData(1080, 1920, "9:16")]
    [InlineData(800, 600, "4:3")]
    [InlineData(600, 800, "3:4")]
    [InlineData(1000, 1100, "1:1")]
    [InlineData(1000, 1120, "4:5")]
    [InlineData(3440, 1440, "21:9")]
    [InlineData(2000, 256, "8:1")]
    [InlineData(256, 2000, "1:8")]
    [InlineData(400, 1500, "1:4")]
    public void Ratio_IsTheNearestByTheLogarithm(int width, int height, string ratio) =>
        Assert.Equal(ratio, Plan(width, height).Sent.AspectRatio);

    [Theory]
    [InlineData("gemini-3-pro-image", "9:16")]
    [InlineData("gemini-3.1-flash-image", "1:8")]
    [InlineData("gemini-3.1-flash-lite-image", "9:16")]
    [InlineData("gemini-2.5-flash-image", "9:16")]
    [InlineData("generate-2", "1:8")]
    [InlineData("generate-pro", "9:16")]
    [InlineData("generate", "9:16")]
    public void Ratio_IsOneThatTheModelTakes(string model, string ratio) => Assert.Equal(ratio, Plan(256, 2000, model: model).Sent.AspectRatio);

    [Theory]
    [InlineData(1024, 1024, null, "1K")]
    [InlineData(256, 256, "low", "1K")]
    [InlineData(1024, 1024, "medium", "1K")]
    [InlineData(256, 256, "high", "2K")]
    [InlineData(1025, 1024, null, "2K")]
    [InlineData(1920, 1080, "low", "2K")]
    [InlineData(2048, 2048, "high", "2K")]
    [InlineData(2049, 2049, "low", "4K")]
    [InlineData(3840, 2160, "medium", "4K")]
    public void Size_IsTheSmallestThatCoversAndNoneBelowTheQuality(int width, int height, string? quality, string tier)
    {
        var plan = Plan(width, height, quality);

        Assert.Equal(tier, plan.Sent.ImageSize);
        Assert.Empty(plan.NotHonoured);
    }

    [Theory]
    [InlineData(Newest, "low", "minimal")]
    [InlineData(Newest, "medium", "medium")]
    [InlineData(Newest, "high", "high")]
    [InlineData(Newest, null, null)]
    [InlineData("gemini-3.1-flash-image", "high", "high")]
    [InlineData("gemini-3-pro-image", "high", null)]
    [InlineData("a-model-of-next-year", "medium", "medium")]
    public void Quality_DecidesHowLongTheModelThinks(string model, string? quality, string? thinking)
    {
        var plan = Plan(1024, 1024, quality, model);

        Assert.Equal(thinking, plan.Sent.Thinking);
        Assert.Empty(plan.NotHonoured);
    }

    [Theory]
    [InlineData("gemini-3.1-flash-image", 512, 512, "medium", "quality medium: this model cannot think at level medium, minimal was sent")]
    [InlineData("gemini-3.1-flash-lite-image", 2048, 2048, null, "size 2048x2048: the largest that this model makes at 1:1 is 1024x1024")]
    [InlineData("gemini-3.1-flash-lite-image", 512, 512, "high", "quality high: this model makes one size only")]
    [InlineData("gemini-2.5-flash-image", 1400, 700, null, "size 1400x700: the largest that this model makes at 16:9 is 1344x768")]
    [InlineData("generate", 512, 512, "high", "quality high: this model makes one size only")]
    public void WhatCannotBeHad_IsSaid(string model, int width, int height, string? quality, string sentence) =>
        Assert.Equal(sentence, Assert.Single(Plan(width, height, quality, model).NotHonoured));

    [Fact]
    public void Style_IsAppendedToThePrompt() => Assert.Equal(
        "a fox\nStyle: oil painting",
        NanoBananaPlan.Of(new NanoBananaImageRequest { Prompt = "a fox", Style = "oil painting" }, Newest).Sent.Prompt);

    private static NanoBananaPlan Plan(int width, int height, string? quality = null, string model = Newest) => NanoBananaPlan.Of(
        new NanoBananaImageRequest { Prompt = "a fox", WidthPixels = width, HeightPixels = height, Quality = quality }, model);
}
