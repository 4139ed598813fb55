using System.Text.Json;
using Emulator.DeepSeek.Chat.Forms;

namespace Emulator.DeepSeek.Chat.Responses;

/// <summary>Reads the items of a response's input as a chat's messages: what one turn of the model made becomes one message.</summary>
internal sealed class ResponsesHistory(FormReader reader, IReadOnlyList<JsonElement> items)
{
    private readonly List<JsonElement> _calls = [];
    private string? _thoughts;
    private string? _text;

    public void Write(Utf8JsonWriter json)
    {
        foreach (var (index, item) in items.Index())
        {
            object[] path = ["input", index];
            reader.MustBeObject(item, path, "internally tagged enum InputItem");
            switch (FormReader.TypeOf(item) ?? "message")
            {
                case "message":
                    ReadMessage(json, item, path);
                    break;
                case "reasoning":
                    EndTurn(json);
                    _thoughts = TextOf(FormReader.ValueAt(item, "content") ?? default);
                    break;
                case "function_call":
                    _ = reader.RequiredText(item, "call_id", path);
                    _ = reader.RequiredText(item, "name", path);
                    _ = reader.RequiredText(item, "arguments", path);
                    _calls.Add(item);
                    break;
                case "function_call_output":
                    EndTurn(json);
                    WriteResult(json, item, path);
                    break;
                case var other:
                    throw reader.UnknownVariant(
                        path, other, "one of `message`, `reasoning`, `function_call`, `function_call_output`");
            }

            if (_calls.Count > 0 && EndsCalls(index))
            {
                CheckOutputs(index + 1);
            }
        }

        EndTurn(json);
    }

    public static void WriteText(Utf8JsonWriter json, string role, string text)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteString("content"u8, text);
        json.WriteEndObject();
    }

    private void ReadMessage(Utf8JsonWriter json, JsonElement item, object[] path)
    {
        var role = reader.RequiredText(item, "role", path);
        var text = TextOf(reader.Required(item, "content", path));
        if (role is not "assistant")
        {
            EndTurn(json);
            WriteText(json, role switch
            {
                "developer" or "system" => "system",
                "user" => "user",
                _ => throw reader.UnknownVariant([.. path, "role"], role, "one of `user`, `assistant`, `system`, `developer`"),
            }, text);
            return;
        }

        if (_text is not null || _calls.Count > 0)
        {
            EndTurn(json);
        }

        _text = text;
    }

    private void WriteResult(Utf8JsonWriter json, JsonElement item, object[] path)
    {
        json.WriteStartObject();
        json.WriteString("role"u8, "tool"u8);
        json.WriteString("tool_call_id"u8, reader.RequiredText(item, "call_id", path));
        json.WriteString("content"u8, TextOf(reader.Required(item, "output", path)));
        json.WriteEndObject();
    }

    private bool EndsCalls(int index) =>
        index == items.Count - 1 || FormReader.TypeOf(items[index + 1]) is not "function_call";

    /// <summary>The outputs of calls follow them at once.</summary>
    private void CheckOutputs(int start)
    {
        var given = items.Skip(start)
            .TakeWhile(static item => FormReader.TypeOf(item) is "function_call_output")
            .Select(static item => FormReader.TextAt(item, "call_id"))
            .ToHashSet(StringComparer.Ordinal);
        if (_calls.Select(static call => FormReader.TextAt(call, "call_id")).FirstOrDefault(id => !given.Contains(id)) is { } missing)
        {
            throw new RefusedRequestException($"No tool output found for tool call {missing}.");
        }
    }

    private void EndTurn(Utf8JsonWriter json)
    {
        if (_text is not null || _calls.Count > 0)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, "assistant"u8);
            json.WriteString("content"u8, _text ?? "");
            if (_thoughts is not null)
            {
                json.WriteString("reasoning_content"u8, _thoughts);
            }

            if (_calls.Count > 0)
            {
                json.WriteStartArray("tool_calls"u8);
                _calls.ForEach(call => WriteCall(json, call));
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        (_thoughts, _text) = (null, null);
        _calls.Clear();
    }

    private static void WriteCall(Utf8JsonWriter json, JsonElement call)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, FormReader.TextAt(call, "call_id"));
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        FormReader.Copy(json, call, "name");
        FormReader.Copy(json, call, "arguments");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A text, or the texts of parts; pictures are not taken on this path and say nothing.</summary>
    private static string TextOf(JsonElement content) => DeepSeekChatRequest.TextOf(content);
}
