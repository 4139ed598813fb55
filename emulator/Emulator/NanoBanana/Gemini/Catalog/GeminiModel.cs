using Emulator.Images;

namespace Emulator.NanoBanana.Gemini.Catalog;

/// <summary>One model as the provider has it.</summary>
/// <param name="Id">What requests call it: <c>gemini-nano-banana-2.1</c>.</param>
/// <param name="DisplayName">What people call it.</param>
internal sealed record GeminiModel(string Id, string DisplayName)
{
    /// <summary>What it can draw.</summary>
    public required IReadOnlyList<string> Ratios { get; init; }

    /// <summary>The values of <c>imageSize</c>, of which 1K is the default; empty where the field is not accepted.</summary>
    public IReadOnlyList<GeminiImageSize> Sizes { get; init; } = [];

    /// <summary>The values of <c>thinkingLevel</c>; empty where it does not think, or thinks as it likes.</summary>
    public IReadOnlyList<GeminiThinking> Thinking { get; init; } = [];

    /// <summary>How it thinks when nothing is asked for.</summary>
    public GeminiThinking DefaultThinking { get; init; }

    /// <summary>Whether it takes every thinking level and does not heed it.</summary>
    public bool ThinksAsItLikes { get; init; }

    /// <summary>The format of its pictures; nothing in a request changes it.</summary>
    public PictureFormat Format { get; init; } = PictureFormat.Jpeg;

    /// <summary>The tokens of one picture, whatever its ratio.</summary>
    public required IReadOnlyDictionary<GeminiImageSize, int> ImageTokens { get; init; }

    public required GeminiPrices Prices { get; init; }

    public bool SearchesWeb { get; init; }

    public bool SearchesPictures { get; init; }

    public bool WatchesVideo { get; init; }

    /// <summary>Whether tools of the caller's and answers by a schema are refused.</summary>
    public bool RefusesStructure { get; init; }

    /// <summary>Whether it makes pictures at all.</summary>
    public bool MakesPictures { get; init; } = true;

    /// <summary>The first day on which it is served; <see langword="null"/> where nobody noted it.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The first day on which it is no longer served.</summary>
    public DateOnly? RetiredOn { get; init; }

    /// <summary>What quotas call it; it differs from the id for the first model.</summary>
    public string QuotaName { get; init; } = Id;

    public int InputTokenLimit { get; init; } = 65_536;

    public int OutputTokenLimit { get; init; } = 32_768;

    /// <summary>Whether its pictures carry signatures that must come back.</summary>
    public bool Signs => ThinksAsItLikes || Thinking.Count > 0;

    public bool IsServedOn(DateOnly day) => (From is null || day >= From) && (RetiredOn is null || day < RetiredOn);
}

/// <summary>The tiers of size.</summary>
internal enum GeminiImageSize
{
    Half,
    OneK,
    TwoK,
    FourK,
}

/// <summary>How much a model thinks.</summary>
internal enum GeminiThinking
{
    None,
    Minimal,
    Low,
    Medium,
    High,
}

/// <summary>Prices in US dollars for a million tokens, which is the same as millionths of a dollar for one.</summary>
/// <param name="ImageOut">Of pictures.</param>
/// <param name="TextIn">Of the prompt; 0 where the sources say nothing.</param>
/// <param name="TextOut">Of words and thoughts; 0 where the sources say nothing.</param>
internal readonly record struct GeminiPrices(decimal ImageOut, decimal TextIn, decimal TextOut);
