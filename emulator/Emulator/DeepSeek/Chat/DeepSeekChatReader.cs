using System.Globalization;
using System.Text.Json;

namespace Emulator.DeepSeek.Chat;

/// <summary>Reads a chat request as strictly as the provider does, in its order: schema, model, parameters, messages.</summary>
/// <param name="bytes">The request, for the places of what is wrong.</param>
/// <param name="all">The texts of all its messages, which are taken from anything that looks like messages.</param>
internal sealed class DeepSeekChatReader(ReadOnlyMemory<byte> bytes, string all)
{
    private readonly DeepSeekSchema _schema = new(bytes);
    private string _user = "";

    /// <summary>The request, or <see langword="null"/> with the provider's message about what is wrong with it.</summary>
    public DeepSeekChatRequest? Read(JsonElement body, out string complaint)
    {
        try
        {
            complaint = "";
            return ReadChecked(body);
        }
        catch (RefusedRequestException refused)
        {
            complaint = refused.Message;
            return null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are no UTF-8, come to light only when a text is read.
            complaint = "Failed to parse the request body as JSON: invalid unicode code point";
            return null;
        }
    }

    private DeepSeekChatRequest ReadChecked(JsonElement body)
    {
        if (body.ValueKind is not JsonValueKind.Object)
        {
            throw _schema.Mismatch([], body, "struct ChatCompletionRequest");
        }

        var name = RequiredString(body, "model");
        ReadMessages(body);
        var isThinking = ReadThinking(body);
        var format = ReadTypeOf(body, "response_format");
        var includeUsage = ReadIncludeUsage(body);
        var stream = ReadBoolean(body, "stream", []);
        var maxTokens = ReadMaxTokens(body);
        ReadNumber(body, "temperature", 0, 2);
        ReadNumber(body, "top_p", 0, 1);
        var wishes = new DeepSeekWishReader(_schema).Read(body);

        var model = DeepSeekChatLimits.Find(name) ?? throw new RefusedRequestException(
            $"The supported API model names are {string.Join(", ", DeepSeekChatLimits.Models.Select(one => one.Name))}, but you passed {name}.");
        CheckParameters(body, model, format, maxTokens);
        DeepSeekWishReader.Check(wishes, isThinking);
        return new DeepSeekChatRequest
        {
            ModelName = model.Name,
            IsStream = stream,
            WantsUsageInEveryChunk = includeUsage,
            IsThinking = isThinking,
            WantsJson = format is "json_object",
            MaxTokens = maxTokens,
            Wishes = wishes,
            AllText = all,
            UserText = _user,
        };
    }

    private void CheckParameters(JsonElement body, DeepSeekModel model, string? format, int? maxTokens)
    {
        if (maxTokens is < 1 or > DeepSeekChatLimits.MaxOutputTokens)
        {
            throw new RefusedRequestException(
                $"Invalid max_tokens value, the valid range of max_tokens is [1, {DeepSeekChatLimits.MaxOutputTokens}]");
        }

        if (format is not (null or "text" or "json_object"))
        {
            throw new RefusedRequestException("This response_format type is unavailable now");
        }

        if (format is "json_object" && !all.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedRequestException(
                "Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'.");
        }

        var tokens = DeepSeekTokens.Count(all);
        if (tokens + (maxTokens ?? 0) > DeepSeekChatLimits.ContextTokens)
        {
            throw new RefusedRequestException(string.Create(
                CultureInfo.InvariantCulture,
                $"This model's maximum context length is {DeepSeekChatLimits.ContextTokens} tokens. However, you requested {tokens + (maxTokens ?? 0)} tokens ({tokens} in the messages, {maxTokens ?? 0} in the completion). Please reduce the length of the messages or completion."));
        }

        CheckImages(body, model);
    }

    private void ReadMessages(JsonElement body)
    {
        if (!body.TryGetProperty("messages"u8, out var messages))
        {
            throw _schema.Missing([], "messages");
        }

        if (messages.ValueKind is not JsonValueKind.Array)
        {
            throw _schema.Mismatch(["messages"], messages, "a sequence");
        }

        if (messages.GetArrayLength() == 0)
        {
            // The provider's own words for this case are not known; these are chosen.
            throw new RefusedRequestException("Empty input messages");
        }

        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            ReadMessage(message, index++);
        }
    }

    private static object[] PathOf(int index) => ["messages", index];

    private void ReadMessage(JsonElement message, int index)
    {
        if (message.ValueKind is not JsonValueKind.Object)
        {
            throw _schema.Mismatch(PathOf(index), message, "internally tagged enum ChatCompletionRequestMessage");
        }

        if (!message.TryGetProperty("role"u8, out var role))
        {
            throw _schema.Missing(PathOf(index), "role");
        }

        if (!IsRole(role))
        {
            throw _schema.Complaint(
                PathOf(index), [.. PathOf(index), "role"], $"unknown variant `{DeepSeekSchema.Plain(role)}`, expected one of `system`, `user`, `assistant`, `tool`");
        }

        var isAssistant = role.ValueEquals("assistant"u8);
        var isUser = role.ValueEquals("user"u8);
        if (!message.TryGetProperty("content"u8, out var content))
        {
            _ = isAssistant && message.TryGetProperty("tool_calls"u8, out _) ? true : throw _schema.Missing(PathOf(index), "content");
            return;
        }

        if (content.ValueKind is JsonValueKind.Array && isUser)
        {
            CheckParts(content, PathOf(index));
        }
        else if (content.ValueKind is not JsonValueKind.String && !(isAssistant && content.ValueKind is JsonValueKind.Null))
        {
            throw _schema.Complaint(PathOf(index), [.. PathOf(index), "content"], $"invalid type: {DeepSeekSchema.Unexpected(content)}, expected a string");
        }

        _user = isUser ? DeepSeekChatRequest.TextOf(content) : _user;
    }

    private static bool IsRole(JsonElement role) => role.ValueKind is JsonValueKind.String
        && (role.ValueEquals("user"u8) || role.ValueEquals("system"u8) || role.ValueEquals("assistant"u8) || role.ValueEquals("tool"u8));

    private void CheckParts(JsonElement content, object[] path)
    {
        foreach (var part in content.EnumerateArray())
        {
            var isKnown = part.ValueKind is JsonValueKind.Object && part.TryGetProperty("type"u8, out var type)
                && type.ValueKind is JsonValueKind.String && type.GetString() is "text" or "image_url" or "file";
            if (!isKnown)
            {
                throw _schema.NoVariant(path);
            }
        }
    }

    private void CheckImages(JsonElement body, DeepSeekModel model)
    {
        if (model.HasVision)
        {
            return;
        }

        foreach (var (index, message) in body.GetProperty("messages"u8).EnumerateArray().Index())
        {
            if (message.TryGetProperty("content"u8, out var content) && content.ValueKind is JsonValueKind.Array
                && content.EnumerateArray().Any(part => !part.GetProperty("type"u8).ValueEquals("text")))
            {
                throw _schema.NoVariant(["messages", index]);
            }
        }
    }

    private bool ReadThinking(JsonElement body)
    {
        var type = ReadTypeOf(body, "thinking");
        return type is null or "enabled" or "disabled"
            ? type is not "disabled"
            : throw _schema.Complaint(
                ["thinking", "type"], ["thinking", "type"], $"unknown variant `{type}`, expected `enabled` or `disabled`");
    }

    private string? ReadTypeOf(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var holder) || holder.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        if (holder.ValueKind is not JsonValueKind.Object)
        {
            throw _schema.Mismatch([name], holder, "a map");
        }

        if (!holder.TryGetProperty("type"u8, out var type))
        {
            throw _schema.Missing([name], "type");
        }

        return type.ValueKind is JsonValueKind.String ? type.GetString() : throw _schema.Mismatch([name, "type"], type, "a string");
    }

    private bool ReadIncludeUsage(JsonElement body)
    {
        if (!body.TryGetProperty("stream_options"u8, out var options) || options.ValueKind is JsonValueKind.Null)
        {
            return false;
        }

        return options.ValueKind is JsonValueKind.Object
            ? ReadBoolean(options, "include_usage", ["stream_options"])
            : throw _schema.Mismatch(["stream_options"], options, "struct StreamOptions");
    }

    private bool ReadBoolean(JsonElement holder, string name, object[] path)
    {
        if (!holder.TryGetProperty(name, out var value))
        {
            return false;
        }

        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => throw _schema.Mismatch([.. path, name], value, "a boolean"),
        };
    }

    private int? ReadMaxTokens(JsonElement body)
    {
        if (!body.TryGetProperty("max_tokens"u8, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out var number)
            ? (int)Math.Clamp(number, -1, int.MaxValue)
            : throw _schema.Mismatch(["max_tokens"], value, "i64");
    }

    private void ReadNumber(JsonElement body, string name, double min, double max)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
        {
            return;
        }

        if (value.ValueKind is not JsonValueKind.Number)
        {
            throw _schema.Mismatch([name], value, "f64");
        }

        if (value.GetDouble() is var number && (number < min || number > max))
        {
            // The provider's own words for this case are not known; these are chosen after those for max_tokens.
            throw new RefusedRequestException(string.Create(
                CultureInfo.InvariantCulture, $"Invalid {name} value, the valid range of {name} is [{min}, {max}]"));
        }
    }

    private string RequiredString(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var value))
        {
            throw _schema.Missing([], name);
        }

        return value.ValueKind is JsonValueKind.String ? value.GetString()! : throw _schema.Mismatch([name], value, "a string");
    }
}
