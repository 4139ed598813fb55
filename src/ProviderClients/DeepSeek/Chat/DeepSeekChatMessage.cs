namespace ProviderClients.DeepSeek.Chat;

/// <summary>One message of a conversation.</summary>
/// <param name="Role"><c>system</c>, <c>user</c>, <c>assistant</c> or <c>tool</c>.</param>
/// <param name="Content">The text; may be empty in an assistant's message that only calls functions.</param>
public sealed record DeepSeekChatMessage(string Role, string Content)
{
    /// <summary>
    /// What the model thought before this message of its own. A thinking model refuses a conversation with function calls
    /// whose messages come back without it.
    /// </summary>
    public string? Reasoning { get; init; }

    /// <summary>The functions that the model asked to have called; a result must follow for each.</summary>
    public IReadOnlyList<DeepSeekToolCall> ToolCalls { get; init; } = [];

    /// <summary>In a message of role <c>tool</c>: the call whose result it is.</summary>
    public string? ToolCallId { get; init; }

    /// <summary>Tells people of the same role apart.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Whether the answer goes on where this text ends; only on the last message, only of role <c>assistant</c>. The answer holds
    /// what was added. Goes to the provider's beta address.
    /// </summary>
    public bool IsPrefix { get; init; }

    /// <summary>An answer as the message that stands for it in the requests that follow.</summary>
    /// <param name="completion">The answer.</param>
    /// <returns>The message, with reasoning and function calls.</returns>
    public static DeepSeekChatMessage FromAnswer(DeepSeekChatCompletion completion)
    {
        ArgumentNullException.ThrowIfNull(completion);
        return new DeepSeekChatMessage("assistant", completion.Content)
        {
            Reasoning = completion.Reasoning,
            ToolCalls = completion.ToolCalls,
        };
    }

    /// <summary>What a function returned.</summary>
    /// <param name="call">The model's call of it.</param>
    /// <param name="content">The result as text, JSON for instance; an error's words where there is no result.</param>
    /// <returns>The message of role <c>tool</c>.</returns>
    public static DeepSeekChatMessage ToolResult(DeepSeekToolCall call, string content)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(content);
        return new DeepSeekChatMessage("tool", content) { ToolCallId = call.Id };
    }
}
