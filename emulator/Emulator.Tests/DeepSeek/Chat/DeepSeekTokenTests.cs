using Emulator.DeepSeek.Chat;

namespace Emulator.Tests.DeepSeek.Chat;

/// <summary>What a prompt counts by the provider's rule.</summary>
public sealed class DeepSeekTokenTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("abcdefghij", 3)]
    [InlineData("你好世界你好世界你好", 6)]
    [InlineData("ten ascii!你好世界你", 6)]
    public void Count_Text_IsThreeTenthsALetterAndSixAChineseOne(string text, int tokens)
    {
        Assert.Equal(tokens, DeepSeekTokens.Count(text));
        Assert.Equal(tokens, (text.Sum(DeepSeekTokens.Tenths) + 9) / 10);
    }

    [Theory]
    [InlineData("", "deepseek-flash", 27)]
    [InlineData("catalogDate: 2026-08-24", "deepseek-v4-flash", 79)]
    [InlineData("catalogDate: 2025-12-02", "deepseek-reasoner", 0)]
    [InlineData("thinkingTokens: 100", "deepseek-flash", 100)]
    public async Task Complete_Thinking_AddsItsPreamble(string provider, string model, int tokens)
    {
        await using var flight = await DeepSeekFlight.StartAsync(provider);

        var thinking = await PromptTokensAsync(flight, model, "enabled", "\"hello\"");
        var plain = await PromptTokensAsync(flight, model, "disabled", "\"hello\"");

        Assert.Equal(tokens, thinking - plain);
    }

    [Theory]
    [InlineData("", "https://example.com/a.png", 384)]
    [InlineData("imageTokens: 100", "https://example.com/a.png", 100)]
    [InlineData("", "data:image/gif;base64,R0lGODlhQABAAAAAACw=", 4)]
    [InlineData("", "data:image/gif;base64,R0lGODlhABAAEAAAACw=", 384)]
    public async Task Complete_Picture_CountsByItsSizeUpToTheBound(string provider, string picture, int tokens)
    {
        await using var flight = await DeepSeekFlight.StartAsync(provider);
        const string Text = """{"type":"text","text":"hello"}""";

        var without = await PromptTokensAsync(flight, "deepseek-flash", "disabled", $"[{Text}]");
        var with = await PromptTokensAsync(
            flight, "deepseek-flash", "disabled", $$$"""[{{{Text}}},{"type":"image_url","image_url":{"url":"{{{picture}}}"}}]""");

        Assert.Equal(tokens, with - without);
    }

    private static async Task<int> PromptTokensAsync(DeepSeekFlight flight, string model, string thinking, string content) =>
        (int)(await flight.ChatAsync(
            $$$"""{"model":"{{{model}}}","thinking":{"type":"{{{thinking}}}"},"messages":[{"role":"user","content":{{{content}}}}]}"""))["usage"]!["prompt_tokens"]!;
}
