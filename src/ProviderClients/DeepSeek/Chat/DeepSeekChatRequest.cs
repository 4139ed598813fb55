namespace ProviderClients.DeepSeek.Chat;

/// <summary>One chat completion. What is <see langword="null"/> is not sent, and the provider's default holds.</summary>
public sealed record DeepSeekChatRequest
{
    /// <summary>The conversation, oldest message first; at least one. The provider remembers nothing: send all of it every time.</summary>
    public required IReadOnlyList<DeepSeekChatMessage> Messages { get; init; }

    /// <summary>The model; the client's own where <see langword="null"/>.</summary>
    public string? Model { get; init; }

    /// <summary>Whether the model thinks before it answers; the provider's default is that it does.</summary>
    public bool? Thinking { get; init; }

    /// <summary>How much the model thinks; the provider's default is <see cref="DeepSeekReasoningEffort.High"/>.</summary>
    public DeepSeekReasoningEffort? ReasoningEffort { get; init; }

    /// <summary>0 to 2; the provider's default is 1. Has no effect while thinking.</summary>
    public double? Temperature { get; init; }

    /// <summary>Above 0, up to 1; the provider's default is 1. Has no effect while thinking.</summary>
    public double? TopP { get; init; }

    /// <summary>The most tokens of the answer, reasoning included; 1 to 393,216.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Texts that end the answer where they would begin; at most 16.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>
    /// Whether the answer must be one JSON object. Some message must contain the word "json"; the answer may still be empty,
    /// and is cut in the middle at <see cref="MaxTokens"/>: check before parsing.
    /// </summary>
    public bool JsonObject { get; init; }

    /// <summary>Functions that the model may ask to have called; at most 128. One that is strict goes to the beta address.</summary>
    public IReadOnlyList<DeepSeekTool> Tools { get; init; } = [];

    /// <summary>
    /// Whether a function is called; the provider's default is the model's own choice. While thinking, forcing one is refused as
    /// <see cref="ProviderErrorKind.InvalidRequest"/>.
    /// </summary>
    public DeepSeekToolChoice? ToolChoice { get; init; }

    /// <summary>0 to 20: asks for the probability of every token, and for that many alternatives to each.</summary>
    public int? TopLogprobs { get; init; }

    /// <summary>The caller's own user, to whom cache and limits belong; letters, digits, <c>_</c> and <c>-</c>, at most 512.</summary>
    public string? UserId { get; init; }

    /// <summary>The caller's own name of the call, sent as <c>X-Request-Id</c>; made up where <see langword="null"/>.</summary>
    public string? CallId { get; init; }
}
