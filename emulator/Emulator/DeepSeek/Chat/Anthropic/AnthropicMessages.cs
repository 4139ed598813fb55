using System.Text;
using System.Text.Json;
using Emulator.DeepSeek.Chat.Forms;

namespace Emulator.DeepSeek.Chat.Anthropic;

/// <summary>Reads the messages of a request, and its system prompt, as a chat's messages.</summary>
internal static class AnthropicMessages
{
    public static void Write(Utf8JsonWriter json, FormReader reader, JsonElement body)
    {
        json.WriteStartArray("messages"u8);
        if (FormReader.ValueAt(body, "system") is { } system)
        {
            WriteText(json, "system"u8, TextOf(system));
        }

        foreach (var (index, message) in reader.Items(reader.Required(body, "messages", []), ["messages"]).Index())
        {
            WriteMessage(json, reader, message, ["messages", index]);
        }

        json.WriteEndArray();
    }

    /// <summary>Whether a request that may be anything refers to uploaded files.</summary>
    public static bool ReferToFiles(JsonElement body) =>
        FormReader.ValueAt(body, "messages") is { ValueKind: JsonValueKind.Array } messages
        && messages.EnumerateArray().Any(static message =>
            FormReader.ValueAt(message, "content") is { ValueKind: JsonValueKind.Array } blocks
            && blocks.EnumerateArray().Any(static block =>
                FormReader.ValueAt(block, "source") is { } source && FormReader.TypeOf(source) is "file"));

    private static void WriteMessage(Utf8JsonWriter json, FormReader reader, JsonElement message, object[] path)
    {
        reader.MustBeObject(message, path, "struct Message");
        var role = reader.RequiredText(message, "role", path);
        var content = reader.Required(message, "content", path);
        if (role is not ("user" or "assistant"))
        {
            throw reader.UnknownVariant([.. path, "role"], role, "`user` or `assistant`");
        }

        if (content.ValueKind is JsonValueKind.String)
        {
            WriteText(json, Encoding.UTF8.GetBytes(role), content.GetString()!);
            return;
        }

        var blocks = reader.Items(content, [.. path, "content"]).ToArray();
        foreach (var (index, block) in blocks.Index())
        {
            Check(reader, block, [.. path, "content", index]);
        }

        if (role is "assistant")
        {
            AnthropicTurn.Write(json, reader, blocks, [.. path, "content"]);
        }
        else
        {
            WriteUser(json, reader, blocks, [.. path, "content"]);
        }
    }

    private static void Check(FormReader reader, JsonElement block, object[] path)
    {
        reader.MustBeObject(block, path, "internally tagged enum ContentBlock");
        if (reader.RequiredText(block, "type", path) is var type && type is not ("text" or "image" or "thinking" or "redacted_thinking"
            or "tool_use" or "tool_result" or "document" or "search_result" or "server_tool_use" or "web_search_tool_result"))
        {
            throw reader.UnknownVariant(path, type, "one of `text`, `image`, `thinking`, `tool_use`, `tool_result`");
        }
    }

    /// <summary>Results of tools are messages of their own, before what the user says with them.</summary>
    private static void WriteUser(Utf8JsonWriter json, FormReader reader, JsonElement[] blocks, object[] path)
    {
        foreach (var (index, result) in blocks.Index().Where(static one => FormReader.TypeOf(one.Item) is "tool_result"))
        {
            json.WriteStartObject();
            json.WriteString("role"u8, "tool"u8);
            json.WriteString("tool_call_id"u8, reader.RequiredText(result, "tool_use_id", [.. path, index]));
            json.WriteString("content"u8, FormReader.ValueAt(result, "content") is { } content ? TextOf(content) : "");
            json.WriteEndObject();
        }

        var said = blocks.Where(static block => FormReader.TypeOf(block) is "text" or "image").ToArray();
        if (said.Length == 0 && blocks.Any(static block => FormReader.TypeOf(block) is "tool_result"))
        {
            return;
        }

        if (said.All(static block => FormReader.TypeOf(block) is "text"))
        {
            WriteText(json, "user"u8, string.Concat(said.Select(static block => FormReader.TextAt(block, "text"))));
            return;
        }

        json.WriteStartObject();
        json.WriteString("role"u8, "user"u8);
        json.WriteStartArray("content"u8);
        foreach (var block in said)
        {
            AnthropicTurn.WritePart(json, block);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteString("content"u8, text);
        json.WriteEndObject();
    }

    private static string TextOf(JsonElement content) => DeepSeekChatRequest.TextOf(content);
}
