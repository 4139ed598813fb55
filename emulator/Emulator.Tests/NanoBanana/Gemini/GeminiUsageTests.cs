using System.Buffers.Text;

namespace Emulator.Tests.NanoBanana.Gemini;

/// <summary>What answers count, by the rules that were measured, and what their ids are made of.</summary>
public sealed class GeminiUsageTests
{
    [Theory]
    [InlineData("gemini-3.1-flash-image", "MINIMAL", 0, 0, 1120)]
    [InlineData("gemini-3.1-flash-image", "HIGH", 700, 800, 1120)]
    [InlineData("gemini-3-pro-image", "minimal", 50, 350, 1120)]
    [InlineData("gemini-nano-banana-2.1", "medium", 50, 350, 1120)]
    [InlineData("gemini-2.5-flash-image", null, 0, 0, 1290)]
    public async Task Success_AddsUpAsMeasured(string model, string? level, int fewest, int most, int image)
    {
        await using var flight = await GeminiFlight.StartAsync();
        var thinking = level is null ? "" : $$$""","thinkingConfig":{"thinkingLevel":"{{{level}}}"}""";

        var answer = await flight.JsonAsync(GeminiFlight.Ask(config: thinking).Replace($"\"imageConfig\":{GeminiFlight.Small}", "\"temperature\":1", StringComparison.Ordinal), model);

        var usage = answer["usageMetadata"]!;
        var (prompt, candidates, thoughts) = ((int)usage["promptTokenCount"]!, (int)usage["candidatesTokenCount"]!, (int?)usage["thoughtsTokenCount"] ?? 0);
        Assert.Equal(prompt + candidates + thoughts, (int)usage["totalTokenCount"]!);
        Assert.Equal($$"""[{"modality":"IMAGE","tokenCount":{{image}}}]""", usage["candidatesTokensDetails"]!.ToJsonString());
        Assert.InRange(candidates - image, 88, 630);
        Assert.InRange(thoughts, fewest, most);
    }

    [Theory]
    [InlineData("""{"thinkingLevel":"HIGH"}""", true)]
    [InlineData("""{"thinkingLevel":"MINIMAL"}""", false)]
    public async Task Refusal_CountsItsThoughtsOnce(string thinking, bool hasThoughts)
    {
        await using var flight = await GeminiFlight.StartAsync("refusals: [{kind: imageBlocked}]");

        var usage = (await flight.JsonAsync(GeminiFlight.Ask(config: $",\"thinkingConfig\":{thinking}")))["usageMetadata"]!;

        var candidates = (int)usage["candidatesTokenCount"]!;
        Assert.Equal(hasThoughts ? candidates : null, (int?)usage["thoughtsTokenCount"]);
        Assert.Equal((int)usage["promptTokenCount"]! + candidates, (int)usage["totalTokenCount"]!);
    }

    [Fact]
    public async Task BlockedPrompt_CountsThePromptAlone()
    {
        await using var flight = await GeminiFlight.StartAsync("refusals: [{kind: promptBlocked}]");

        var usage = (await flight.JsonAsync(GeminiFlight.Ask()))["usageMetadata"]!;

        Assert.Equal("""{"promptTokenCount":3,"totalTokenCount":3,"promptTokensDetails":[{"modality":"TEXT","tokenCount":3}]}""", usage.ToJsonString());
    }

    [Theory]
    [InlineData("tokensOfDocs: false", "2K", 1680)]
    [InlineData("tokensOfDocs: false", "4K", 2520)]
    [InlineData("tokensOfDocs: true", "2K", 1120)]
    [InlineData("tokensOfDocs: true", "4K", 2000)]
    public void Flash_CountsByPricesOrByDocs(string provider, string size, int tokens)
    {
        var section = new Emulator.NanoBanana.Gemini.GeminiSection { TokensOfDocs = provider.EndsWith("true", StringComparison.Ordinal) };
        var model = new Emulator.NanoBanana.Gemini.Catalog.GeminiCatalog(section).Find(GeminiFlight.Model)!;

        Assert.Equal(tokens, model.ImageTokens[Emulator.NanoBanana.Gemini.Catalog.GeminiSizes.Parse(size)!.Value]);
    }

    [Fact]
    public async Task ResponseId_IsTimeAndTwoRandomNumbers()
    {
        await using var flight = await GeminiFlight.StartAsync("refusals: [{kind: noImage}]");
        flight.Clock.Advance(TimeSpan.FromMicroseconds(5));

        var first = (string)(await flight.JsonAsync(GeminiFlight.Ask()))["responseId"]!;
        var second = (string)(await flight.JsonAsync(GeminiFlight.Ask()))["responseId"]!;

        var bytes = Base64Url.DecodeFromChars(first);
        Assert.Equal((23, 17), (first.Length, bytes.Length));
        Assert.Equal(flight.Clock.GetUtcNow().ToUnixTimeSeconds(), BitConverter.ToUInt32(bytes));
        Assert.Equal(5, (bytes[4] & 0x7F) | ((bytes[5] & 0x7F) << 7) | (bytes[6] << 14));
        Assert.True(bytes[6] < 0x80 && bytes[11] < 0x80 && bytes[16] < 0x80);
        Assert.NotEqual(first, second);
    }
}
