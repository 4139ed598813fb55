using Emulator.DeepSeek.Chat.Tools;

namespace Emulator.DeepSeek.Chat;

/// <summary>Finds what is wrong with the order of messages, and with what is for the beta path only.</summary>
internal static class DeepSeekHistoryCheck
{
    /// <summary>The provider's words, or <see langword="null"/> when nothing is wrong.</summary>
    /// <param name="request">The request.</param>
    /// <param name="rules">What the scenario says where the provider's behaviour is uncertain.</param>
    /// <param name="isBeta">Whether it came by the beta path.</param>
    public static string? ComplaintAbout(DeepSeekChatRequest request, DeepSeekAnswerSection rules, bool isBeta)
    {
        var wishes = request.Wishes;
        return Order(wishes.History.Messages)
            ?? (request.IsThinking ? Reasoning(wishes.History, rules.ReasoningHistory ?? ReasoningHistory.Default) : null)
            ?? Beta(wishes, rules, isBeta);
    }

    /// <summary>A result that nothing asked for; how the provider says this is not known, the words are chosen.</summary>
    private static string? Order(IReadOnlyList<DeepSeekTurnMessage> messages)
    {
        HashSet<string> open = new(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            if (message.Role is DeepSeekRole.Tool && !open.Remove(message.AnsweredId!))
            {
                return "Messages with role 'tool' must be a response to a preceding message with 'tool_calls'.";
            }

            open.UnionWith(message.CallIds);
        }

        return null;
    }

    private static string? Reasoning(DeepSeekHistory history, ReasoningHistory rule)
    {
        if (rule is ReasoningHistory.Lenient)
        {
            return null;
        }

        // A turn goes from one message of the user to the next; the message to be continued has not been thought to its end.
        var hasCalled = false;
        var messages = history.Messages;
        var count = messages.Count - (history.Prefix is null ? 0 : 1);
        for (var index = 0; index < count; index++)
        {
            var message = messages[index];
            hasCalled = message.Role is not DeepSeekRole.User && (hasCalled || message.CallIds.Count > 0);
            if (message is { Role: DeepSeekRole.Assistant, HasReasoning: false } && (hasCalled || rule is ReasoningHistory.Strict))
            {
                return "The `reasoning_content` in the thinking mode must be passed back to the API.";
            }
        }

        return null;
    }

    /// <summary>How the provider says these is not known; the words are chosen.</summary>
    private static string? Beta(DeepSeekWishes wishes, DeepSeekAnswerSection rules, bool isBeta)
    {
        var isStrict = wishes.Tools.Any(tool => tool.IsStrict);
        var hasPrefix = wishes.History.Prefix is not null || wishes.History.HasStrayPrefix;
        if (!IsHonoured(rules, isBeta))
        {
            return rules.BetaFields is not BetaFields.Refuse ? null
                : isStrict ? "The 'strict' mode of tools is a beta feature; please use the base URL https://api.deepseek.com/beta."
                : hasPrefix ? "The 'prefix' of messages is a beta feature; please use the base URL https://api.deepseek.com/beta."
                : null;
        }

        return wishes.History.HasStrayPrefix ? "The message with 'prefix' must be the last message, with the role 'assistant'."
            : isStrict ? StrictSchema.ComplaintAbout(wishes.Tools)
            : null;
    }

    /// <summary>Whether what is for the beta path has an effect.</summary>
    public static bool IsHonoured(DeepSeekAnswerSection rules, bool isBeta) => isBeta || rules.BetaFields is BetaFields.Honour;
}
