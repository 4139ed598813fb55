namespace Emulator.DeepSeek.Chat.Anthropic;

/// <summary>Which model answers to the names that Anthropic's clients send.</summary>
internal static class AnthropicModels
{
    /// <summary>The model's own name for every Claude, and any other name as it is.</summary>
    public static string Map(string name) =>
        name.StartsWith("claude-opus", StringComparison.Ordinal) ? "deepseek-v4-pro"
        : name.StartsWith("claude", StringComparison.Ordinal) ? "deepseek-flash"
        : name;
}
