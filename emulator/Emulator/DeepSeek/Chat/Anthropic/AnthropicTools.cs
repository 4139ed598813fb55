using System.Text.Json;
using Emulator.DeepSeek.Chat.Forms;

namespace Emulator.DeepSeek.Chat.Anthropic;

/// <summary>Reads the tools of a message's request as a chat's.</summary>
internal static class AnthropicTools
{
    public static void Write(Utf8JsonWriter json, FormReader reader, JsonElement body)
    {
        if (FormReader.ValueAt(body, "tools") is { } tools)
        {
            WriteTools(json, reader, tools);
        }

        if (FormReader.ValueAt(body, "tool_choice") is { } choice)
        {
            WriteChoice(json, reader, choice);
        }
    }

    private static void WriteTools(Utf8JsonWriter json, FormReader reader, JsonElement tools)
    {
        json.WriteStartArray("tools"u8);
        foreach (var (index, tool) in reader.Items(tools, ["tools"]).Index())
        {
            reader.MustBeObject(tool, ["tools", index], "struct Tool");
            if (FormReader.TypeOf(tool) is not (null or "custom"))
            {
                // Tools that Anthropic itself runs have no schema, and nobody to run them here.
                continue;
            }

            json.WriteStartObject();
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, reader.RequiredText(tool, "name", ["tools", index]));
            FormReader.Copy(json, tool, "description");
            FormReader.Copy(json, tool, "input_schema", "parameters");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteChoice(Utf8JsonWriter json, FormReader reader, JsonElement choice)
    {
        reader.MustBeObject(choice, ["tool_choice"], "internally tagged enum ToolChoice");
        switch (reader.RequiredText(choice, "type", ["tool_choice"]))
        {
            case "auto":
                json.WriteString("tool_choice"u8, "auto"u8);
                break;
            case "none":
                json.WriteString("tool_choice"u8, "none"u8);
                break;
            case "any":
                json.WriteString("tool_choice"u8, "required"u8);
                break;
            case "tool":
                json.WriteStartObject("tool_choice"u8);
                json.WriteString("type"u8, "function"u8);
                json.WriteStartObject("function"u8);
                json.WriteString("name"u8, reader.RequiredText(choice, "name", ["tool_choice"]));
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case var other:
                throw reader.UnknownVariant(["tool_choice", "type"], other, "one of `auto`, `any`, `tool`, `none`");
        }
    }
}
