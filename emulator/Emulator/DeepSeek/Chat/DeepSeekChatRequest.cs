using System.Text;
using System.Text.Json;

namespace Emulator.DeepSeek.Chat;

/// <summary>What a valid chat request asks for.</summary>
internal sealed record DeepSeekChatRequest
{
    public required string ModelName { get; init; }

    public bool IsStream { get; init; }

    public bool WantsUsageInEveryChunk { get; init; }

    public bool IsThinking { get; init; } = true;

    public bool WantsJson { get; init; }

    public int? MaxTokens { get; init; }

    /// <summary>What it wishes of its answer beside that.</summary>
    public DeepSeekWishes Wishes { get; init; } = DeepSeekWishes.None;

    /// <summary>What thinking adds to the prompt; 0 without it.</summary>
    public int ThinkingTokens { get; init; }

    /// <summary>What pictures and definitions of tools add to the prompt.</summary>
    public int AddedTokens { get; init; }

    /// <summary>The JSON Schema that the answer must fit; <see langword="null"/> where it is free.</summary>
    public JsonElement? AnswerSchema { get; init; }

    /// <summary>All texts of all messages, for counting and for the search for a word.</summary>
    public required string AllText { get; init; }

    /// <summary>The newest text of the user.</summary>
    public required string UserText { get; init; }

    /// <summary>The request without what has an effect on the beta path only, unless it came by it.</summary>
    public DeepSeekChatRequest Honouring(bool isBeta) => isBeta || Wishes.History.Prefix is null
        ? this
        : this with { Wishes = Wishes with { History = Wishes.History with { Prefix = null } } };

    /// <summary>The text of a message's content: a string, or the text parts of an array.</summary>
    public static string TextOf(JsonElement content)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                return content.GetString() ?? "";
            case JsonValueKind.Array:
                var text = new StringBuilder();
                foreach (var part in content.EnumerateArray())
                {
                    if (part.ValueKind is JsonValueKind.Object
                        && part.TryGetProperty("text"u8, out var words) && words.ValueKind is JsonValueKind.String)
                    {
                        text.Append(words.GetString());
                    }
                }

                return text.ToString();
            default:
                return "";
        }
    }

    /// <summary>The last message of a request that may be anything.</summary>
    public static JsonElement? LastMessageOf(JsonElement body) =>
        body.ValueKind is JsonValueKind.Object && body.TryGetProperty("messages"u8, out var messages)
            && messages.ValueKind is JsonValueKind.Array && messages.GetArrayLength() is > 0 and var count
            ? messages[count - 1]
            : null;

    /// <summary>The text of the last message.</summary>
    public static string LastWordsOf(JsonElement body) =>
        LastMessageOf(body) is { ValueKind: JsonValueKind.Object } last && last.TryGetProperty("content"u8, out var content)
            ? TextOf(content)
            : "";

    /// <summary>The texts of a request that may be anything: what content is drawn from.</summary>
    public static string PromptOf(JsonElement body)
    {
        if (body.ValueKind is not JsonValueKind.Object
            || !body.TryGetProperty("messages"u8, out var messages) || messages.ValueKind is not JsonValueKind.Array)
        {
            return "";
        }

        var text = new StringBuilder();
        foreach (var message in messages.EnumerateArray())
        {
            if (message.ValueKind is JsonValueKind.Object && message.TryGetProperty("content"u8, out var content))
            {
                text.Append(TextOf(content)).Append('\n');
            }
        }

        return text.ToString();
    }
}
