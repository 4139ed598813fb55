namespace ProviderClients.DeepSeek.Chat;

/// <summary>One chat completion.</summary>
public sealed record DeepSeekChatRequest
{
    /// <summary>The conversation, oldest message first; at least one.</summary>
    public required IReadOnlyList<DeepSeekChatMessage> Messages { get; init; }

    /// <summary>The model; the client's own where <see langword="null"/>.</summary>
    public string? Model { get; init; }

    /// <summary>Whether the model thinks before it answers; the provider's default is that it does.</summary>
    public bool? Thinking { get; init; }

    /// <summary>0 to 2; the provider's default is 1. Has no effect while thinking.</summary>
    public double? Temperature { get; init; }

    /// <summary>The most tokens of the answer, reasoning included.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>The caller's own name of the call, sent as <c>X-Request-Id</c>; made up where <see langword="null"/>.</summary>
    public string? CallId { get; init; }
}

/// <summary>One message of a conversation.</summary>
/// <param name="Role"><c>system</c>, <c>user</c> or <c>assistant</c>.</param>
/// <param name="Content">The text.</param>
public sealed record DeepSeekChatMessage(string Role, string Content);

/// <summary>A whole answer.</summary>
/// <param name="Content">The text; empty when everything allowed was spent on reasoning.</param>
/// <param name="Reasoning">What the model thought; <see langword="null"/> without thinking.</param>
/// <param name="FinishReason"><c>stop</c>, <c>length</c>, <c>content_filter</c>, <c>tool_calls</c> or <c>insufficient_system_resource</c>.</param>
/// <param name="Model">The canonical name of the model that answered.</param>
/// <param name="Usage">Tokens spent.</param>
public sealed record DeepSeekChatCompletion(
    string Content, string? Reasoning, string FinishReason, string Model, DeepSeekChatUsage Usage);

/// <summary>Tokens spent on one answer.</summary>
/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="CompletionTokens">Tokens of the answer, reasoning included.</param>
/// <param name="ReasoningTokens">Tokens of the reasoning.</param>
/// <param name="CachedTokens">Tokens of the prompt that came from the provider's cache.</param>
public sealed record DeepSeekChatUsage(int PromptTokens, int CompletionTokens, int ReasoningTokens, int CachedTokens);

/// <summary>One piece of a streamed answer.</summary>
/// <param name="Content">More text; empty when the piece has none.</param>
/// <param name="Reasoning">More reasoning; empty when the piece has none.</param>
/// <param name="FinishReason">Only on the last piece.</param>
/// <param name="Usage">Only on the last piece.</param>
public sealed record DeepSeekChatUpdate(string Content, string Reasoning, string? FinishReason, DeepSeekChatUsage? Usage);

/// <summary>What the account has left.</summary>
/// <param name="IsAvailable">Whether it suffices for calls.</param>
/// <param name="Currency"><c>USD</c> or <c>CNY</c>.</param>
/// <param name="Total">Granted and topped up together.</param>
public sealed record DeepSeekBalance(bool IsAvailable, string Currency, decimal Total);
