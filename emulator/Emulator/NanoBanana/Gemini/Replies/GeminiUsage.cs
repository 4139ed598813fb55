using Emulator.Chance;
using Emulator.NanoBanana.Gemini.Catalog;
using Emulator.NanoBanana.Gemini.Requests;

namespace Emulator.NanoBanana.Gemini.Replies;

/// <summary>
/// What an answer counts. The sums are those of 49 measured successes, total = prompt + candidates + thoughts, and of six
/// refusals, where candidates and thoughts are the same number and count once.
/// </summary>
internal sealed record GeminiUsage
{
    private const int FewestBeside = 88;
    private const int MostBeside = 630;

    /// <summary>Of a refusal without thoughts; captured.</summary>
    private const int RefusalTokens = 11;

    public required GeminiPromptTokens Prompt { get; init; }

    /// <summary>Everything the answer has, its pictures among it; more than its details add up to.</summary>
    public int Candidates { get; init; }

    /// <summary>Of its pictures alone.</summary>
    public int Pictures { get; init; }

    /// <summary>0 where the model does not think; the field is then absent.</summary>
    public int Thoughts { get; init; }

    public int Total { get; init; }

    /// <summary>The service tier, where the request names one.</summary>
    public string? ServiceTier { get; init; }

    public static GeminiUsage OfPictures(GeminiRequest request, int pictures, ulong seed)
    {
        var image = pictures * request.Model.ImageTokens[request.Size];
        return Of(request, image + Between(FewestBeside, MostBeside, Seed.For(seed, "tokens beside")), image, seed);
    }

    public static GeminiUsage OfWords(GeminiRequest request, string words, ulong seed) =>
        Of(request, Math.Max(1, GeminiTokens.OfLetters(words.Length)), 0, seed);

    public static GeminiUsage OfRefusal(GeminiRequest request, ulong seed)
    {
        var thoughts = ThoughtsOf(request, seed);
        var candidates = thoughts > 0 ? thoughts : RefusalTokens;
        return new()
        {
            Prompt = request.PromptTokens,
            Candidates = candidates,
            Thoughts = thoughts,
            Total = request.PromptTokens.All + candidates,
            ServiceTier = TierOf(request),
        };
    }

    public static GeminiUsage OfPrompt(GeminiRequest request) => new()
    {
        Prompt = request.PromptTokens,
        Total = request.PromptTokens.All,
        ServiceTier = TierOf(request),
    };

    /// <summary>What stands in an event before the last, when as much of the answer has come.</summary>
    /// <param name="share">From 0 to 1.</param>
    public GeminiUsage Running(double share)
    {
        var candidates = (int)(Candidates * share);
        return this with { Candidates = candidates, Pictures = 0, Total = Prompt.All + Thoughts + candidates };
    }

    /// <summary>The price in millionths of a dollar.</summary>
    public decimal PriceAt(GeminiPrices prices) =>
        (Prompt.All * prices.TextIn) + (Pictures * prices.ImageOut) + ((Total - Prompt.All - Pictures) * prices.TextOut);

    private static GeminiUsage Of(GeminiRequest request, int candidates, int image, ulong seed)
    {
        var thoughts = ThoughtsOf(request, seed);
        return new()
        {
            Prompt = request.PromptTokens,
            Candidates = candidates,
            Pictures = image,
            Thoughts = thoughts,
            Total = request.PromptTokens.All + candidates + thoughts,
            ServiceTier = TierOf(request),
        };
    }

    /// <summary>50 to 350 on Pro, 700 to 800 at high, none at minimal; medium is taken to be like Pro, within which the one sample of it lies.</summary>
    private static int ThoughtsOf(GeminiRequest request, ulong seed) => request.Thinking switch
    {
        GeminiThinking.High => Between(700, 800, Seed.For(seed, "thoughts")),
        GeminiThinking.Low or GeminiThinking.Medium => Between(50, 350, Seed.For(seed, "thoughts")),
        _ => 0,
    };

    private static string? TierOf(GeminiRequest request) => request.ServiceTier is GeminiTiers.Standard ? null : request.ServiceTier;

    private static int Between(int low, int high, ulong draw) => low + (int)(Seed.Fraction(draw) * (high - low + 1));
}
