namespace Emulator.DeepSeek.Chat;

/// <summary>What the messages of a request tell beside their texts.</summary>
internal sealed record DeepSeekHistory
{
    public static readonly DeepSeekHistory Empty = new();

    /// <summary>The messages in order, without their texts.</summary>
    public IReadOnlyList<DeepSeekTurnMessage> Messages { get; init; } = [];

    /// <summary>The tools that were called since the user spoke last.</summary>
    public IReadOnlyList<string> CalledTools { get; init; } = [];

    /// <summary>What the last tool gave, where the last message is its result.</summary>
    public string? ToolResult { get; init; }

    /// <summary>What the answer is to continue; <see langword="null"/> where the last message asks for no continuation.</summary>
    public DeepSeekPrefix? Prefix { get; init; }

    /// <summary>Whether a message before the last asks to be continued, or one that is not the assistant's.</summary>
    public bool HasStrayPrefix { get; init; }
}

/// <summary>The beginning of an answer that the request gives.</summary>
/// <param name="Content">The beginning of its text.</param>
/// <param name="Reasoning">The beginning of its thoughts, where there is one.</param>
internal sealed record DeepSeekPrefix(string Content, string? Reasoning);

/// <summary>One message as far as the order of messages goes.</summary>
/// <param name="Role">Whose it is.</param>
/// <param name="HasReasoning">Whether it has the key of thoughts, whatever they are.</param>
/// <param name="CallIds">The ids of the tools' calls that it makes.</param>
/// <param name="AnsweredId">The call that it answers.</param>
internal sealed record DeepSeekTurnMessage(
    DeepSeekRole Role, bool HasReasoning, IReadOnlyList<string> CallIds, string? AnsweredId);

/// <summary>Whose a message is.</summary>
internal enum DeepSeekRole
{
    System,
    User,
    Assistant,
    Tool,
}
