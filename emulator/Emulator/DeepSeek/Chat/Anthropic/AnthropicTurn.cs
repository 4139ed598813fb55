using System.Text.Json;
using Emulator.DeepSeek.Chat.Forms;

namespace Emulator.DeepSeek.Chat.Anthropic;

/// <summary>Reads an assistant's turn of the history, and pictures, as a chat has them.</summary>
internal static class AnthropicTurn
{
    public static void Write(Utf8JsonWriter json, FormReader reader, JsonElement[] blocks, object[] path)
    {
        var text = string.Concat(Texts(blocks, "text", "text"));
        var calls = blocks.Index().Where(static one => FormReader.TypeOf(one.Item) is "tool_use").ToArray();
        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        json.WriteString("content"u8, text);
        if (blocks.Any(static block => FormReader.TypeOf(block) is "thinking" or "redacted_thinking"))
        {
            json.WriteString("reasoning_content"u8, string.Concat(Texts(blocks, "thinking", "thinking")));
        }

        if (calls.Length > 0)
        {
            json.WriteStartArray("tool_calls"u8);
            foreach (var (index, call) in calls)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, reader.RequiredText(call, "id", [.. path, index]));
                json.WriteString("type"u8, "function"u8);
                json.WriteStartObject("function"u8);
                json.WriteString("name"u8, reader.RequiredText(call, "name", [.. path, index]));
                json.WriteString("arguments"u8, reader.Required(call, "input", [.. path, index]).GetRawText());
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>A text or a picture of the user.</summary>
    public static void WritePart(Utf8JsonWriter json, JsonElement block)
    {
        json.WriteStartObject();
        var source = FormReader.ValueAt(block, "source") ?? default;
        if (FormReader.TypeOf(block) is "text")
        {
            json.WriteString("type"u8, "text"u8);
            json.WriteString("text"u8, FormReader.TextAt(block, "text"));
        }
        else if (FormReader.TypeOf(source) is "file")
        {
            json.WriteString("type"u8, "file"u8);
            json.WriteString("file_id"u8, FormReader.TextAt(source, "file_id"));
        }
        else
        {
            json.WriteString("type"u8, "image_url"u8);
            json.WriteStartObject("image_url"u8);
            json.WriteString("url"u8, FormReader.TextAt(source, "url")
                ?? $"data:{FormReader.TextAt(source, "media_type")};base64,{FormReader.TextAt(source, "data")}");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static IEnumerable<string?> Texts(JsonElement[] blocks, string type, string name) => blocks
        .Where(block => FormReader.TypeOf(block) == type)
        .Select(block => FormReader.TextAt(block, name));
}
