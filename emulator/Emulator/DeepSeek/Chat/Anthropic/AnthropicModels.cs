using Emulator.DeepSeek.Chat.Catalog;

namespace Emulator.DeepSeek.Chat.Anthropic;

/// <summary>Which model answers to the names that Anthropic's clients send.</summary>
internal static class AnthropicModels
{
    private const string Flash = "deepseek-flash";
    private const string OlderFlash = "deepseek-v4-flash";
    private const string Oldest = "deepseek-chat";

    /// <summary>The model's own name for every Claude; any other name as it is, or, before autumn 2026, as the small model's.</summary>
    public static string Map(string name, DeepSeekCatalog catalog)
    {
        var small = catalog.Find(Flash) is not null ? Flash : catalog.Find(OlderFlash) is not null ? OlderFlash : Oldest;
        return catalog.Find(name) is not null ? name
            : small is not Oldest && name.StartsWith("claude-opus", StringComparison.Ordinal) ? "deepseek-v4-pro"
            : small is not Flash || name.StartsWith("claude", StringComparison.Ordinal) ? small
            : name;
    }
}
