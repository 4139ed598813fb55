using System.Text.Json.Nodes;

namespace Harness.Tests.Contracts.NanoBanana.Gemini;

/// <summary>Section B4: what an answer says that it counts.</summary>
public sealed class UsageFactTests
{
    private const string Minimal = "\"thinkingConfig\":{\"thinkingLevel\":\"minimal\"}";

    [Theory, ProviderFact("g-b4-usage")]
    public async Task Usage_HasTheseMembers(params string[] members) => Assert.Equal(members, GeminiReply.KeysOf((await GeminiAsk.GenerateAsync()).Usage));

    [Theory, ProviderFact("g-b4-details")]
    public async Task Details_AreOfTheseModalities(string prompt, string answer)
    {
        var usage = (await GeminiAsk.GenerateAsync()).Usage;

        Assert.Equal([prompt], usage["promptTokensDetails"]!.AsArray().Select(one => (string?)one!["modality"]));
        Assert.Equal([answer], usage["candidatesTokensDetails"]!.AsArray().Select(one => (string?)one!["modality"]));
    }

    [Theory, ProviderFact("g-b4-token-count")]
    public async Task Details_HaveTheseMembers(params string[] members)
    {
        var usage = (await GeminiAsk.GenerateAsync()).Usage;

        Assert.All(
            usage["promptTokensDetails"]!.AsArray().Concat(usage["candidatesTokensDetails"]!.AsArray()),
            one => Assert.Equal(members, GeminiReply.KeysOf(one)));
    }

    [Theory, ProviderFact("g-b4-total")]
    public async Task Total_IsTheSum(string total, string prompt, string candidates, string thoughts)
    {
        foreach (var reply in await SomeAsync(GeminiAsk.Model))
        {
            Assert.Equal((int)reply[total]!, (int)reply[prompt]! + (int)reply[candidates]! + (int)reply[thoughts]!);
        }
    }

    [Theory, ProviderFact("g-b4-more")]
    public async Task Candidates_AreMoreThanTheirDetails(string candidates, string details)
    {
        foreach (var usage in await SomeAsync(GeminiAsk.Model))
        {
            Assert.InRange((int)usage[candidates]! - usage[details]!.AsArray().Sum(one => (int)one!["tokenCount"]!), 88, 630);
        }
    }

    [Theory, ProviderFact("g-b4-thoughts-pro")]
    public async Task Thoughts_OfPro(string member)
    {
        foreach (var usage in await SomeAsync(GeminiAsk.Pro))
        {
            Assert.InRange((int)usage[member]!, 50, 350);
        }
    }

    [Theory, ProviderFact("g-b4-thoughts-high")]
    public async Task Thoughts_AtHigh(string level, string member)
    {
        foreach (var usage in await SomeAsync(GeminiAsk.Flash, $"\"thinkingConfig\":{{\"thinkingLevel\":\"{level}\"}},"))
        {
            Assert.InRange((int)usage[member]!, 700, 800);
        }
    }

    [Theory, ProviderFact("g-b4-thoughts-minimal")]
    public async Task Thoughts_AtMinimal_AreNotCounted(string level, params string[] members)
    {
        Assert.Equal(members, GeminiReply.KeysOf((await GeminiAsk.ConfiguredAsync(Minimal)).Usage));
        Assert.Contains($"\"{level}\"", Minimal, StringComparison.Ordinal);
    }

    [Theory, ProviderFact("g-b4-refusal-usage")]
    public async Task Refusal_CountsItsThoughtsOnce(string candidates, string thoughts, string total)
    {
        var usage = (await GeminiAsk.GenerateAsync(behaviour: "provider: {refusals: [{kind: imageBlocked, reason: IMAGE_OTHER}]}")).Usage;

        Assert.True((int)usage[thoughts]! > 0);
        Assert.Equal(
            ((int)usage[thoughts]!, (int)usage["promptTokenCount"]! + (int)usage[thoughts]!), ((int)usage[candidates]!, (int)usage[total]!));
    }

    /// <summary>What a few answers count.</summary>
    private static async Task<IReadOnlyList<JsonNode>> SomeAsync(string model, string config = "")
    {
        List<JsonNode> usages = [];
        for (var seed = 0; seed < 3; seed++)
        {
            usages.Add((await GeminiAsk.ConfiguredAsync($"{config}\"seed\":{seed}", "limits: [], provider: {layout: image}", model)).Usage);
        }

        return usages;
    }
}
