#pragma warning disable SCME0001 // what OpenAI does not have is reached through the package's patches, which are marked as new
using OpenAI.Chat;

namespace Harness.Tests.ForeignClients.OpenAiDotNet;

/// <summary>What DeepSeek has beyond OpenAI's form, as a user of the package reaches it.</summary>
internal static class BeyondOpenAi
{
    public static ChatCompletionOptions WithoutThinking(this ChatCompletionOptions options)
    {
        options.Patch.Set("$.thinking.type"u8, "disabled");
        return options;
    }

    public static AssistantChatMessage WithThoughts(this AssistantChatMessage message, string thoughts)
    {
        message.Patch.Set("$.reasoning_content"u8, thoughts);
        return message;
    }

    public static ChatCompletionOptions WithMostTokens(this ChatCompletionOptions options, int tokens)
    {
        options.Patch.Set("$.max_tokens"u8, tokens);
        return options;
    }

    /// <summary>What the model thought; <see langword="null"/> when the answer has no place for it.</summary>
    public static string? Thoughts(this ChatCompletion answer) =>
        answer.Patch.TryGetValue("$.choices[0].message.reasoning_content"u8, out string? thoughts) ? thoughts : null;

    /// <summary>More of what the model thinks; <see langword="null"/> when the piece has none.</summary>
    public static string? Thoughts(this StreamingChatCompletionUpdate update) =>
        update.Patch.TryGetValue("$.choices[0].delta.reasoning_content"u8, out string? thoughts) ? thoughts : null;
}
