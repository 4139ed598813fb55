using System.Text.Json;
using Emulator.DeepSeek.Chat.Catalog;
using Emulator.DeepSeek.Chat.Forms;
using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat.Responses;

/// <summary>OpenAI's Responses format, as far as the provider takes it: nothing is kept between two requests.</summary>
internal sealed class ResponsesForm : IChatForm
{
    public static ResponsesForm Instance { get; } = new();

    public string Thoughts => "`reasoning_text`";

    public DeepSeekComplaint? ProblemOf(Exchange exchange) => null;

    ChatTwin IChatForm.ChatOf(JsonElement body, ReadOnlyMemory<byte> bytes, DeepSeekCatalog catalog) => ChatOf(body, bytes);

    public static ChatTwin ChatOf(JsonElement body, ReadOnlyMemory<byte> bytes)
    {
        FormReader reader = new(bytes);
        reader.MustBeObject(body, [], "struct ResponsesRequest");
        var model = reader.RequiredText(body, "model", []);
        return ChatTwin.Of(json =>
        {
            json.WriteString("model"u8, model);
            WriteMessages(json, reader, body);
            WriteReasoning(json, body);
            WriteFormat(json, body);
            ResponsesTools.Write(json, reader, body);
            FormReader.Copy(json, body, "max_output_tokens", "max_tokens");
            FormReader.Copy(json, body, "temperature");
            FormReader.Copy(json, body, "top_p");
            FormReader.Copy(json, body, "stream");
        }) with
        {
            AnswerSchema = FormReader.ValueAt(body, "text") is { } text && FormReader.ValueAt(text, "format") is { } format
                && FormReader.TypeOf(format) is "json_schema"
                ? FormReader.ValueAt(format, "schema")
                : null,
        };
    }

    public ReadOnlyMemory<byte> Whole(Exchange exchange, JsonElement body, DeepSeekCompletion completion)
    {
        ResponseDraft draft = new(exchange, completion, body);
        return FormEvent.Body(json => ResponsesWire.WriteMembers(json, draft, ResponseState.Over));
    }

    public IEnumerable<ReplyPiece> Events(Exchange exchange, JsonElement body, DeepSeekCompletion completion) =>
        ResponsesEvents.Of(exchange, new ResponseDraft(exchange, completion, body));

    private static void WriteMessages(Utf8JsonWriter json, FormReader reader, JsonElement body)
    {
        json.WriteStartArray("messages"u8);
        if (FormReader.TextAt(body, "instructions") is { } instructions)
        {
            ResponsesHistory.WriteText(json, "system", instructions);
        }

        var input = reader.Required(body, "input", []);
        if (input.ValueKind is JsonValueKind.String)
        {
            ResponsesHistory.WriteText(json, "user", input.GetString()!);
        }
        else
        {
            new ResponsesHistory(reader, [.. reader.Items(input, ["input"])]).Write(json);
        }

        json.WriteEndArray();
    }

    private static void WriteReasoning(Utf8JsonWriter json, JsonElement body)
    {
        if (FormReader.ValueAt(body, "reasoning") is not { } reasoning || FormReader.ValueAt(reasoning, "effort") is not { } effort)
        {
            return;
        }

        if (effort.ValueKind is JsonValueKind.String && effort.ValueEquals("none"u8))
        {
            json.WriteStartObject("thinking"u8);
            json.WriteString("type"u8, "disabled"u8);
            json.WriteEndObject();
            return;
        }

        json.WritePropertyName("reasoning_effort"u8);
        effort.WriteTo(json);
    }

    /// <summary>A schema is no format of a chat's; the answer to it is made from it.</summary>
    private static void WriteFormat(Utf8JsonWriter json, JsonElement body)
    {
        if (FormReader.ValueAt(body, "text") is { } text && FormReader.ValueAt(text, "format") is { } format
            && FormReader.TypeOf(format) is not "json_schema")
        {
            json.WritePropertyName("response_format"u8);
            format.WriteTo(json);
        }
    }
}
