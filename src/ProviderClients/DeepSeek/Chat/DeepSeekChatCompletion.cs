namespace ProviderClients.DeepSeek.Chat;

/// <summary>A whole answer.</summary>
/// <param name="Content">The text; empty when everything allowed was spent on reasoning, or when functions are to be called.</param>
/// <param name="Reasoning">What the model thought; <see langword="null"/> without thinking.</param>
/// <param name="FinishReason"><c>stop</c>, <c>length</c>, <c>content_filter</c>, <c>tool_calls</c> or <c>insufficient_system_resource</c>.</param>
/// <param name="Model">The canonical name of the model that answered.</param>
/// <param name="Usage">Tokens spent.</param>
public sealed record DeepSeekChatCompletion(
    string Content, string? Reasoning, string FinishReason, string Model, DeepSeekChatUsage Usage)
{
    /// <summary>The functions that the model asks to have called, in its order.</summary>
    public IReadOnlyList<DeepSeekToolCall> ToolCalls { get; init; } = [];

    /// <summary>Each token of the text; empty where not asked for.</summary>
    public IReadOnlyList<DeepSeekTokenLogprob> Logprobs { get; init; } = [];

    /// <summary>Each token of the reasoning; empty where not asked for.</summary>
    public IReadOnlyList<DeepSeekTokenLogprob> ReasoningLogprobs { get; init; } = [];

    /// <summary>The provider's own name of the answer.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// What it costs in US dollars, unrounded, at the prices of the second at which the provider took it on;
    /// <see langword="null"/> when the model's price is not known or the answer does not say what it used.
    /// </summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Whether the model said all that it wanted to: neither cut off at a limit, nor withheld, nor broken off.</summary>
    public bool IsWhole => FinishReason is "stop" or "tool_calls";
}
