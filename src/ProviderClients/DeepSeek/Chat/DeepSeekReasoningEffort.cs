namespace ProviderClients.DeepSeek.Chat;

/// <summary>How much a model thinks before it answers.</summary>
public enum DeepSeekReasoningEffort
{
    /// <summary>Little.</summary>
    Low,

    /// <summary>As much as the provider does by itself.</summary>
    High,

    /// <summary>As much as it can.</summary>
    Max,
}
