using System.Text.Json;

namespace Emulator.DeepSeek.Chat;

/// <summary>Reads the messages of a request: first their form, and when everything else is right their order.</summary>
/// <param name="schema">Words what is wrong.</param>
/// <param name="acceptsLists">Whether more than the user's content may be a list.</param>
internal sealed class DeepSeekMessages(DeepSeekSchema schema, bool acceptsLists)
{
    private const string InsufficientToolMessages =
        "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. (insufficient tool messages following tool_calls message)";

    /// <summary>The newest text of the user.</summary>
    public string UserText { get; private set; } = "";

    public void Read(JsonElement body)
    {
        if (!body.TryGetProperty("messages"u8, out var messages))
        {
            throw schema.Missing([], "messages");
        }

        if (messages.ValueKind is not JsonValueKind.Array)
        {
            throw schema.Mismatch(["messages"], messages, "a sequence");
        }

        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            ReadMessage(message, index++);
        }
    }

    /// <summary>Refuses calls of tools that no message answers; the calls' ids are looked for in the tool messages that follow at once.</summary>
    public static void CheckOrder(JsonElement messages)
    {
        if (messages.GetArrayLength() == 0)
        {
            // The provider's own words for this case are not known; these are chosen.
            throw new RefusedRequestException("Empty input messages");
        }

        HashSet<string>? open = null;
        foreach (var message in messages.EnumerateArray())
        {
            var isAnswer = open is { Count: > 0 } && message.GetProperty("role"u8).ValueEquals("tool"u8);
            if (isAnswer && message.TryGetProperty("tool_call_id"u8, out var id) && id.ValueKind is JsonValueKind.String)
            {
                open!.Remove(id.GetString()!);
                continue;
            }

            RefuseOpen(open);
            open = CallsOf(message) ?? open;
        }

        RefuseOpen(open);
    }

    /// <summary>Refuses pictures where the model sees none, in the words for a part that is not known.</summary>
    public void RefusePictures(JsonElement messages)
    {
        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            if (message.TryGetProperty("content"u8, out var content) && content.ValueKind is JsonValueKind.Array)
            {
                foreach (var part in content.EnumerateArray())
                {
                    _ = part.GetProperty("type"u8).ValueEquals("text"u8) ? true : throw schema.NoVariant(PathOf(index));
                }
            }

            index++;
        }
    }

    private static void RefuseOpen(HashSet<string>? open) =>
        _ = open is { Count: > 0 } ? throw new RefusedRequestException(InsufficientToolMessages) : true;

    private static HashSet<string>? CallsOf(JsonElement message)
    {
        if (!message.TryGetProperty("tool_calls"u8, out var calls) || calls.ValueKind is not JsonValueKind.Array
            || !message.GetProperty("role"u8).ValueEquals("assistant"u8))
        {
            return null;
        }

        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (var call in calls.EnumerateArray())
        {
            if (call.ValueKind is JsonValueKind.Object && call.TryGetProperty("id"u8, out var id) && id.ValueKind is JsonValueKind.String)
            {
                ids.Add(id.GetString()!);
            }
        }

        return ids;
    }

    private static object[] PathOf(int index) => ["messages", index];

    private void ReadMessage(JsonElement message, int index)
    {
        if (message.ValueKind is not JsonValueKind.Object)
        {
            throw schema.Mismatch(PathOf(index), message, "internally tagged enum ChatCompletionRequestMessage");
        }

        if (!message.TryGetProperty("role"u8, out var role))
        {
            throw schema.Missing(PathOf(index), "role");
        }

        if (!IsRole(role))
        {
            throw schema.Complaint(
                PathOf(index), [.. PathOf(index), "role"], $"unknown variant `{DeepSeekSchema.Plain(role)}`, expected one of `system`, `user`, `assistant`, `tool`");
        }

        ReadContent(message, role, index);
        if (role.ValueEquals("tool"u8) && !message.TryGetProperty("tool_call_id"u8, out _))
        {
            throw schema.Missing(PathOf(index), "tool_call_id");
        }
    }

    private void ReadContent(JsonElement message, JsonElement role, int index)
    {
        var isAssistant = role.ValueEquals("assistant"u8);
        var isUser = role.ValueEquals("user"u8);
        if (!message.TryGetProperty("content"u8, out var content))
        {
            _ = isAssistant && message.TryGetProperty("tool_calls"u8, out _) ? true : throw schema.Missing(PathOf(index), "content");
            return;
        }

        if (content.ValueKind is JsonValueKind.Array && (isUser || acceptsLists))
        {
            CheckParts(content, PathOf(index));
        }
        else if (content.ValueKind is not JsonValueKind.String && !(isAssistant && content.ValueKind is JsonValueKind.Null))
        {
            throw schema.Complaint(PathOf(index), [.. PathOf(index), "content"], $"invalid type: {DeepSeekSchema.Unexpected(content)}, expected a string");
        }

        UserText = isUser ? DeepSeekChatRequest.TextOf(content) : UserText;
    }

    private static bool IsRole(JsonElement role) => role.ValueKind is JsonValueKind.String
        && (role.ValueEquals("user"u8) || role.ValueEquals("system"u8) || role.ValueEquals("assistant"u8) || role.ValueEquals("tool"u8));

    private void CheckParts(JsonElement content, object[] path)
    {
        foreach (var part in content.EnumerateArray())
        {
            var isKnown = part.ValueKind is JsonValueKind.Object && part.TryGetProperty("type"u8, out var type)
                && type.ValueKind is JsonValueKind.String
                && (type.ValueEquals("text"u8) || type.ValueEquals("image_url"u8) || type.ValueEquals("file"u8));
            if (!isKnown)
            {
                throw schema.NoVariant(path);
            }
        }
    }
}
