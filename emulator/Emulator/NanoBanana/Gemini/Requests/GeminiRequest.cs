using Emulator.Images;
using Emulator.NanoBanana.Gemini.Catalog;

namespace Emulator.NanoBanana.Gemini.Requests;

/// <summary>What is asked of a model, read and checked.</summary>
/// <param name="Model">The model that serves it.</param>
/// <param name="AskedModel">The id as it was asked for, which the answer repeats.</param>
internal sealed record GeminiRequest(GeminiModel Model, string AskedModel)
{
    /// <summary>The words of the caller's last turn.</summary>
    public required string Prompt { get; init; }

    /// <summary>The pictures of all turns in their order.</summary>
    public IReadOnlyList<PictureInput> Inputs { get; init; } = [];

    public bool WantsText { get; init; }

    public bool WantsPicture { get; init; }

    /// <summary>The ratio that was asked for, or that of the last picture; 1:1 where there is neither.</summary>
    public string Ratio { get; init; } = "1:1";

    public GeminiImageSize Size { get; init; } = GeminiImageSize.OneK;

    public GeminiThinking Thinking { get; init; }

    public bool ShowsThoughts { get; init; }

    /// <summary>The caller's seed; <see langword="null"/> leaves it to the provider.</summary>
    public long? Seed { get; init; }

    public bool SearchesWeb { get; init; }

    public bool SearchesPictures { get; init; }

    /// <summary><c>standard</c>, <c>flex</c> or <c>priority</c>.</summary>
    public string ServiceTier { get; init; } = GeminiTiers.Standard;

    public required GeminiPromptTokens PromptTokens { get; init; }
}

/// <summary>What a prompt counts.</summary>
/// <param name="Text">Of its words.</param>
/// <param name="Pictures">Of its pictures.</param>
internal readonly record struct GeminiPromptTokens(int Text, int Pictures)
{
    public int All => Text + Pictures;
}

/// <summary>The service tiers and what they cost.</summary>
internal static class GeminiTiers
{
    public const string Standard = "standard";

    public static bool Has(string word) => word is Standard or "flex" or "priority";

    /// <summary>Flex is half price; of priority 1.75 and 2 times are told.</summary>
    public static decimal FactorOf(string tier) => tier switch
    {
        "flex" => 0.5m,
        "priority" => 1.75m,
        _ => 1,
    };
}
