namespace ProviderClients.DeepSeek.Chat;

/// <summary>Tokens spent on one answer.</summary>
/// <param name="PromptTokens">Tokens of the prompt.</param>
/// <param name="CompletionTokens">Tokens of the answer, reasoning included.</param>
/// <param name="ReasoningTokens">Tokens of the reasoning; 0 without thinking.</param>
/// <param name="CachedTokens">Tokens of the prompt that came from the provider's cache.</param>
public sealed record DeepSeekChatUsage(int PromptTokens, int CompletionTokens, int ReasoningTokens, int CachedTokens)
{
    /// <summary>Tokens of the prompt that did not come from the cache.</summary>
    public int UncachedTokens => PromptTokens - CachedTokens;

    /// <summary>Tokens of prompt and answer.</summary>
    public int TotalTokens => PromptTokens + CompletionTokens;
}
