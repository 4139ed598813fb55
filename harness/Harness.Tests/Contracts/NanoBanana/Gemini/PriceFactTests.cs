using System.Globalization;
using System.Text.Json.Nodes;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B2.3: what pictures count, and what the provider would bill.</summary>
public sealed class PriceFactTests
{
    [Theory, ProviderFact("g-b23-tokens-21")]
    public async Task Picture_CountsThisAtTwoSizes(string model, int tokens, string size, int more, string larger)
    {
        Assert.Equal(tokens, (await GeminiSized.AskAsync(model, null, size)).Tokens);
        Assert.Equal(more, (await GeminiSized.AskAsync(model, null, larger)).Tokens);
    }

    [Theory, ProviderFact("g-b23-tokens-21-4k")]
    [ProviderFact("g-b23-tokens-lite")]
    public async Task Picture_CountsThis(string model, int tokens, string size) =>
        Assert.Equal(tokens, (await GeminiSized.AskAsync(model, null, size)).Tokens);

    [Theory, ProviderFact("g-b23-tokens-31")]
    [ProviderFact("g-b23-tokens-pro")]
    public async Task Picture_CountsThisAtEachSize(string model, params string[] tokensAndSizes)
    {
        foreach (var pair in tokensAndSizes.Chunk(2))
        {
            Assert.Equal(pair[0], $"{(await GeminiSized.AskAsync(model, null, pair[1])).Tokens}");
        }
    }

    [Theory, ProviderFact("g-b23-tokens-31-docs")]
    public async Task Picture_CountsAsTheDocsSay(params string[] tokensAndSizes)
    {
        foreach (var pair in tokensAndSizes.Chunk(2))
        {
            Assert.Equal(pair[0], $"{(await GeminiSized.AskAsync(GeminiAsk.Flash, null, pair[1], "provider: {layout: image, tokensOfDocs: true}")).Tokens}");
        }
    }

    [Theory, ProviderFact("g-b23-tokens-25")]
    public async Task Picture_OfTheOldest_CountsThis(int tokens)
    {
        Assert.Equal(tokens, (await GeminiSized.AskAsync(GeminiAsk.Oldest, null, null)).Tokens);
        Assert.Equal(tokens, (await GeminiSized.AskAsync(GeminiAsk.Oldest, "21:9", null)).Tokens);
    }

    [Theory, ProviderFact("g-b23-no-ratio")]
    public async Task Picture_OfAnyRatio_CountsTheSame(string ratio, int tokens) =>
        Assert.Equal(tokens, (await GeminiSized.AskAsync(GeminiAsk.Model, ratio, null)).Tokens);

    [Theory, ProviderFact("g-b23-price-21")]
    [ProviderFact("g-b23-price-31")]
    [ProviderFact("g-b23-price-lite")]
    [ProviderFact("g-b23-price-pro")]
    [ProviderFact("g-b23-price-25")]
    public async Task Tokens_CostThis(string model, params string[] prices)
    {
        var rates = prices.Select(price => decimal.Parse(price, CultureInfo.InvariantCulture)).ToArray();
        var (usage, billed) = await BilledAsync(model);

        var images = Sum(usage["candidatesTokensDetails"]);
        var words = (int)usage["totalTokenCount"]! - (int)usage["promptTokenCount"]! - images;
        Assert.Equal(
            (long)Math.Ceiling((images * rates[0]) + ((int)usage["promptTokenCount"]! * rates.ElementAtOrDefault(1)) + (words * rates.ElementAtOrDefault(2))),
            billed);
    }

    [Theory, ProviderFact("g-b23-flex")]
    [ProviderFact("g-b23-priority")]
    public async Task Tier_CostsThisMuchOfTheStandard(string tier, decimal factor)
    {
        var (usage, billed) = await BilledAsync(GeminiAsk.Model, $"\"serviceTier\":\"{tier}\"");

        Assert.Equal((long)Math.Ceiling(NewestPrice(usage) * factor), billed);
        Assert.Equal(tier, (string?)usage["serviceTier"]);
    }

    [Theory, ProviderFact("g-b23-batch")]
    public async Task Batch_CostsThisMuchOfTheStandard(decimal factor)
    {
        using var watch = await GeminiBatchWatch.StartAsync();
        var answer = GeminiBatchWatch.AnswersOf(await watch.DoneAsync(GeminiBatchWatch.Inline(1)))[0]!["response"]!;

        Assert.Equal((long)Math.Ceiling(Math.Ceiling(NewestPrice(answer["usageMetadata"]!)) * factor), await watch.BilledAsync());
    }

    [Theory, ProviderFact("g-b23-free")]
    public async Task FreeKey_ListsAndGetsNothing(int listed, int status, string prose)
    {
        const string Free = "provider: {tier: free}";

        var refused = await GeminiAsk.GenerateAsync(behaviour: Free);

        Assert.Equal((listed, status), ((await GeminiAsk.GetAsync("/v1beta/models", Free)).Status, refused.Status));
        Assert.Contains($", {prose},", refused.Message, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("g-b23-input")]
    public async Task Picture_OfTheRequest_CountsThis(int tokens)
    {
        var contents = $$$"""{"role":"user","parts":[{"inlineData":{"mimeType":"image/png","data":"{{{GeminiSized.SmallPng}}}"}}]}""";

        Assert.Equal(
            tokens, (int)(await GeminiAsk.PostAsync($"/v1beta/models/{GeminiAsk.Model}:countTokens", GeminiAsk.Body(contents: contents))).Json["totalTokens"]!);
    }

    private static decimal NewestPrice(JsonNode usage)
    {
        var images = Sum(usage["candidatesTokensDetails"]);
        var prompt = (int)usage["promptTokenCount"]!;
        return (images * 30m) + (prompt * 1.5m) + (((int)usage["totalTokenCount"]! - prompt - images) * 7.5m);
    }

    private static int Sum(JsonNode? details) => details!.AsArray().Sum(one => (int)one!["tokenCount"]!);

    private static async Task<(JsonNode Usage, long MicroUsd)> BilledAsync(string model, string more = "")
    {
        using var watch = await GeminiBatchWatch.StartAsync(timing: GeminiAsk.AtOnce);
        var reply = await watch.PostAsync($"/v1beta/models/{model}:generateContent", GeminiAsk.Body(more));
        return (reply.Usage, await watch.BilledAsync());
    }
}
