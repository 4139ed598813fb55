namespace Emulator.DeepSeek.Chat.Catalog;

/// <summary>A model as it is on one date: its own name, what it permits and what it costs.</summary>
internal sealed record DeepSeekModel(string Name)
{
    /// <summary>Which build is behind the name; the fingerprint changes with it.</summary>
    public required string Build { get; init; }

    public required int ContextTokens { get; init; }

    public required int MaxOutputTokens { get; init; }

    /// <summary>Where an answer is cut when the request says nothing; <see langword="null"/> for no earlier than at the most.</summary>
    public int? DefaultOutputTokens { get; init; }

    /// <summary>Whether it thinks unless it is told otherwise.</summary>
    public bool ThinksByDefault { get; init; } = true;

    public bool HasVision { get; init; }

    /// <summary>Whether lists and refusals name it.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>How many requests an account may have in flight; <see langword="null"/> where no number was promised.</summary>
    public int? Concurrency { get; init; }

    public required DeepSeekPrices Dollars { get; init; }

    /// <summary>The prices in yuan, where they are known.</summary>
    public DeepSeekPrices? Yuan { get; init; }
}

/// <summary>A model's prices; what has no peak hours costs the same all day.</summary>
internal sealed record DeepSeekPrices(DeepSeekPrice OffPeak, DeepSeekPrice Peak)
{
    public DeepSeekPrices(DeepSeekPrice flat)
        : this(flat, flat)
    {
    }
}

/// <summary>What a million tokens cost, which is millionths for one.</summary>
/// <param name="Hit">Of the prompt, found in the cache.</param>
/// <param name="Miss">Of the prompt, not found.</param>
/// <param name="Output">Of the answer, thoughts included.</param>
internal readonly record struct DeepSeekPrice(decimal Hit, decimal Miss, decimal Output);
