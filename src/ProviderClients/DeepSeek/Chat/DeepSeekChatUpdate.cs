namespace ProviderClients.DeepSeek.Chat;

/// <summary>One piece of a streamed answer; <see cref="DeepSeekChatAccumulator"/> puts the pieces together.</summary>
/// <param name="Content">More text; empty when the piece has none.</param>
/// <param name="Reasoning">More reasoning; empty when the piece has none.</param>
/// <param name="FinishReason">Only on the last piece.</param>
/// <param name="Usage">Only on the last piece.</param>
public sealed record DeepSeekChatUpdate(string Content, string Reasoning, string? FinishReason, DeepSeekChatUsage? Usage)
{
    /// <summary>Parts of function calls.</summary>
    public IReadOnlyList<DeepSeekToolCallUpdate> ToolCalls { get; init; } = [];

    /// <summary>The tokens of <see cref="Content"/>; empty where not asked for.</summary>
    public IReadOnlyList<DeepSeekTokenLogprob> Logprobs { get; init; } = [];

    /// <summary>The tokens of <see cref="Reasoning"/>; empty where not asked for.</summary>
    public IReadOnlyList<DeepSeekTokenLogprob> ReasoningLogprobs { get; init; } = [];

    /// <summary>The canonical name of the model that answers.</summary>
    public string Model { get; init; } = "";

    /// <summary>The provider's own name of the answer, the same on every piece.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// What the whole answer costs in US dollars, unrounded; only on the piece with <see cref="Usage"/>, and
    /// <see langword="null"/> there when the model's price is not known.
    /// </summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Whether the model thinks: with thinking every piece has a place for reasoning, even if it is empty.</summary>
    internal bool IsThinking { get; init; }
}
