namespace ProviderClients.NanoBanana.Gemini;

/// <summary>
/// What an answer cost by its tokens. The published price of a picture is its tokens' (1120 at 1K for $30 a million make $0.0336); the words
/// around it have a published price for one model only, so for the others the sum is a lower bound unless configuration says more.
/// </summary>
internal static class NanoBananaGeminiPrices
{
    private const decimal TokensOfAPrice = 1_000_000m;

    private static readonly Dictionary<string, NanoBananaGeminiPrice> Published = new(StringComparer.Ordinal)
    {
        ["gemini-nano-banana-2.1"] = new() { ImageOutput = 30m, TextOutput = 7.50m, TextInput = 1.50m },

        // Sources differ on the price of its input.
        ["gemini-3.1-flash-image"] = new() { ImageOutput = 60m },
        ["gemini-3.1-flash-lite-image"] = new() { ImageOutput = 30m },
        ["gemini-3-pro-image"] = new() { ImageOutput = 120m, TextInput = 2m, ImageInput = 2m },
        ["nano-banana-pro-preview"] = new() { ImageOutput = 120m, TextInput = 2m, ImageInput = 2m },
        ["gemini-2.5-flash-image"] = new() { ImageOutput = 30m, TextInput = 0.30m, ImageInput = 0.30m },
    };

    /// <summary>The cost in US dollars, unrounded, and whether every token in it has a known price.</summary>
    public static (decimal AtLeastUsd, bool IsAll) Of(string model, NanoBananaGeminiUsage? usage, NanoBananaGeminiOptions options)
    {
        if (usage is null)
        {
            return (0, false);
        }

        var price = options.Prices.TryGetValue(model, out var own) ? own : Published.GetValueOrDefault(model) ?? new NanoBananaGeminiPrice();
        (long Tokens, decimal? Usd)[] lines =
        [
            (usage.Prompt - usage.PromptImages, price.TextInput),
            (usage.PromptImages, price.ImageInput),
            (usage.CandidateImages, price.ImageOutput),
            (usage.Candidates - usage.CandidateImages + usage.Thoughts, price.TextOutput),
        ];
        return (
            lines.Sum(line => Math.Max(line.Tokens, 0) * (line.Usd ?? 0)) / TokensOfAPrice,
            lines.All(line => line.Usd is not null || line.Tokens <= 0));
    }

    /// <summary>The same in millionths of a US dollar, rounded up.</summary>
    public static long MicroUsd(decimal usd) => (long)Math.Ceiling(usd * 1_000_000m);
}
