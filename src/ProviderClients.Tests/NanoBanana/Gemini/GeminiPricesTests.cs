using ProviderClients.NanoBanana.Gemini;

namespace ProviderClients.Tests.NanoBanana.Gemini;

/// <summary>Costs are counted by tokens; where a price is not published, the sum says that it is not all.</summary>
public sealed class GeminiPricesTests
{
    private static readonly NanoBananaGeminiUsage OnlyImage1K = new(0, 0, 1120, 1120, 0, 1120);

    [Theory]
    [InlineData("gemini-nano-banana-2.1", 1120, "0.0336")]
    [InlineData("gemini-nano-banana-2.1", 1680, "0.0504")]
    [InlineData("gemini-3.1-flash-image", 1120, "0.0672")]
    [InlineData("gemini-3.1-flash-lite-image", 1120, "0.0336")]
    [InlineData("gemini-3-pro-image", 1120, "0.1344")]
    [InlineData("gemini-3-pro-image", 2000, "0.24")]
    [InlineData("gemini-2.5-flash-image", 1290, "0.0387")]
    public void Picture_CostsWhatIsPublishedForIt(string model, int tokens, string usd)
    {
        var (atLeast, isAll) = NanoBananaGeminiPrices.Of(
            model, OnlyImage1K with { Candidates = tokens, CandidateImages = tokens }, new NanoBananaGeminiOptions());

        Assert.Equal((decimal.Parse(usd, System.Globalization.CultureInfo.InvariantCulture), true), (atLeast, isAll));
    }

    [Fact]
    public async Task Answer_OfAModelWithAllPrices_IsCountedToTheToken()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, GeminiReplies.Parts(GeminiReplies.Image())));

        var answer = await rig.FlyAsync(() => GeminiReplies.Client(rig).AnswerAsync(GeminiReplies.Request));

        // 32 tokens in, 1120 of picture, 120 of text around it, 148 of thoughts.
        Assert.Equal(((32 * 1.5m) + (1120 * 30m) + (268 * 7.5m)) / 1_000_000m, answer.Image.CostUsd);
        Assert.Equal(answer.Image.CostUsd, answer.CostAtLeastUsd);
        Assert.Contains("\"settledMicroUsd\":35658", Assert.Single(rig.Audit.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_OfAModelWithPricesMissing_IsALowerBoundUntilConfigurationSaysThem()
    {
        using var rig = new ClientRig((_, _) => ClientRig.Json(200, GeminiReplies.Parts(GeminiReplies.Image())));
        var request = GeminiReplies.Request with { Model = "gemini-3-pro-image" };

        var answer = await rig.FlyAsync(() => GeminiReplies.Client(rig).AnswerAsync(request));
        var priced = await rig.FlyAsync(() => GeminiReplies.Client(rig, options => options.Prices["gemini-3-pro-image"] =
            new NanoBananaGeminiPrice { ImageOutput = 120, TextInput = 2, TextOutput = 12 }).AnswerAsync(request));

        Assert.Equal((null, 0.134464m), (answer.Image.CostUsd, answer.CostAtLeastUsd));
        Assert.Contains("\"settledMicroUsd\":null", rig.Audit.Lines[0], StringComparison.Ordinal);
        Assert.Equal(0.13768m, priced.Image.CostUsd);
    }

    [Fact]
    public void Answer_WithoutUsage_HasNoKnownCost() =>
        Assert.Equal((0m, false), NanoBananaGeminiPrices.Of("gemini-nano-banana-2.1", null, new NanoBananaGeminiOptions()));
}
