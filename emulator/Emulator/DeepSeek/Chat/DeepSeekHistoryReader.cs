using System.Text.Json;

namespace Emulator.DeepSeek.Chat;

/// <summary>Reads what the messages of a request tell beside their texts, once their roles and contents were found right.</summary>
internal sealed class DeepSeekHistoryReader(DeepSeekSchema schema)
{
    private readonly List<string> _called = [];

    public DeepSeekHistory Read(JsonElement body)
    {
        var messages = body.GetProperty("messages"u8);
        var count = messages.GetArrayLength();
        if (count == 0)
        {
            return DeepSeekHistory.Empty;
        }

        List<DeepSeekTurnMessage> told = new(count);
        DeepSeekPrefix? prefix = null;
        var hasStrayPrefix = false;
        foreach (var (index, message) in messages.EnumerateArray().Index())
        {
            var role = RoleOf(message);
            told.Add(ReadMessage(message, role, ["messages", index]));
            if (Flag(message, "prefix", ["messages", index]))
            {
                var isIt = role is DeepSeekRole.Assistant && index == count - 1;
                hasStrayPrefix |= !isIt;
                prefix = isIt ? new DeepSeekPrefix(Text(message, "content") ?? "", Text(message, "reasoning_content")) : prefix;
            }
        }

        return new DeepSeekHistory
        {
            Messages = told,
            CalledTools = _called,
            ToolResult = told[^1].Role is DeepSeekRole.Tool ? Text(messages[count - 1], "content") : null,
            Prefix = prefix,
            HasStrayPrefix = hasStrayPrefix,
        };
    }

    private static DeepSeekRole RoleOf(JsonElement message)
    {
        var role = message.GetProperty("role"u8);
        return role.ValueEquals("user"u8) ? DeepSeekRole.User
            : role.ValueEquals("assistant"u8) ? DeepSeekRole.Assistant
            : role.ValueEquals("tool"u8) ? DeepSeekRole.Tool
            : DeepSeekRole.System;
    }

    private DeepSeekTurnMessage ReadMessage(JsonElement message, DeepSeekRole role, object[] path)
    {
        if (role is DeepSeekRole.User)
        {
            _called.Clear();
        }

        return role switch
        {
            DeepSeekRole.Assistant => new(role, HasReasoning(message, path), ReadCalls(message, path), AnsweredId: null),
            DeepSeekRole.Tool => new(role, HasReasoning: false, [], RequiredText(message, "tool_call_id", path)),
            _ => new(role, HasReasoning: false, [], AnsweredId: null),
        };
    }

    private bool HasReasoning(JsonElement message, object[] path)
    {
        if (!message.TryGetProperty("reasoning_content"u8, out var reasoning))
        {
            return false;
        }

        return reasoning.ValueKind is JsonValueKind.String or JsonValueKind.Null
            ? true
            : throw schema.Mismatch([.. path, "reasoning_content"], reasoning, "a string");
    }

    private IReadOnlyList<string> ReadCalls(JsonElement message, object[] path)
    {
        if (!message.TryGetProperty("tool_calls"u8, out var calls) || calls.ValueKind is JsonValueKind.Null)
        {
            return [];
        }

        object[] place = [.. path, "tool_calls"];
        return calls.ValueKind is JsonValueKind.Array
            ? [.. calls.EnumerateArray().Select((call, index) => ReadCall(call, [.. place, index]))]
            : throw schema.Mismatch(place, calls, "a sequence");
    }

    private string ReadCall(JsonElement call, object[] path)
    {
        if (call.ValueKind is not JsonValueKind.Object)
        {
            throw schema.Mismatch(path, call, "struct ToolCall");
        }

        var id = RequiredText(call, "id", path);
        RequiredText(call, "type", path);
        if (!call.TryGetProperty("function"u8, out var function))
        {
            throw schema.Missing(path, "function");
        }

        object[] place = [.. path, "function"];
        if (function.ValueKind is not JsonValueKind.Object)
        {
            throw schema.Mismatch(place, function, "struct FunctionCall");
        }

        _called.Add(RequiredText(function, "name", place));
        RequiredText(function, "arguments", place);
        return id;
    }

    private string RequiredText(JsonElement holder, string name, object[] path)
    {
        if (!holder.TryGetProperty(name, out var value))
        {
            throw schema.Missing(path, name);
        }

        return value.ValueKind is JsonValueKind.String ? value.GetString()! : throw schema.Mismatch([.. path, name], value, "a string");
    }

    private bool Flag(JsonElement message, string name, object[] path) => message.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw schema.Mismatch([.. path, name], value, "a boolean"),
    };

    private static string? Text(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
