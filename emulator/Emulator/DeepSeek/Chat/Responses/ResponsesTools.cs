using System.Text.Json;
using Emulator.DeepSeek.Chat.Forms;

namespace Emulator.DeepSeek.Chat.Responses;

/// <summary>Reads the tools of a response's request as a chat's, and shows them as the provider does.</summary>
internal static class ResponsesTools
{
    public static void Write(Utf8JsonWriter json, FormReader reader, JsonElement body)
    {
        if (FormReader.ValueAt(body, "tools") is { } tools)
        {
            json.WriteStartArray("tools"u8);
            foreach (var (index, tool) in reader.Items(tools, ["tools"]).Index())
            {
                reader.MustBeObject(tool, ["tools", index], "internally tagged enum Tool");
                if (reader.RequiredText(tool, "type", ["tools", index]) is not "function")
                {
                    // Hosted tools have nobody to run them here.
                    continue;
                }

                json.WriteStartObject();
                json.WriteString("type"u8, "function"u8);
                json.WriteStartObject("function"u8);
                json.WriteString("name"u8, reader.RequiredText(tool, "name", ["tools", index]));
                FormReader.Copy(json, tool, "description");
                FormReader.Copy(json, tool, "parameters");
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (FormReader.ValueAt(body, "tool_choice") is { } choice)
        {
            WriteChoice(json, choice);
        }
    }

    /// <summary>The tools as the answer repeats them.</summary>
    public static void WriteEcho(Utf8JsonWriter json, JsonElement body)
    {
        json.WriteStartArray("tools"u8);
        if (FormReader.ValueAt(body, "tools") is { ValueKind: JsonValueKind.Array } tools)
        {
            foreach (var tool in tools.EnumerateArray())
            {
                if (FormReader.TypeOf(tool) is not "function")
                {
                    tool.WriteTo(json);
                    continue;
                }

                json.WriteStartObject();
                json.WriteString("type"u8, "function"u8);
                json.WriteString("name"u8, FormReader.TextAt(tool, "name"));
                json.WriteString("description"u8, FormReader.TextAt(tool, "description"));
                WriteOrNull(json, tool, "parameters");
                WriteOrNull(json, tool, "strict");
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    public static void WriteOrNull(Utf8JsonWriter json, JsonElement holder, string name)
    {
        json.WritePropertyName(name);
        if (FormReader.ValueAt(holder, name) is { } value)
        {
            value.WriteTo(json);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteChoice(Utf8JsonWriter json, JsonElement choice)
    {
        if (FormReader.TypeOf(choice) is not "function")
        {
            json.WritePropertyName("tool_choice"u8);
            choice.WriteTo(json);
            return;
        }

        json.WriteStartObject("tool_choice"u8);
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        FormReader.Copy(json, choice, "name");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
