using System.Text.Json;
using Emulator.DeepSeek.Chat.Catalog;
using Emulator.DeepSeek.Chat.Forms;
using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat.Anthropic;

/// <summary>Anthropic's Messages format, as far as the provider takes it; what it ignores is not even looked at.</summary>
internal sealed class AnthropicForm : IChatForm
{
    /// <summary>The beta that a client must name to refer to an uploaded file.</summary>
    private const string FilesBeta = "files-api-2025-04-14";

    public static AnthropicForm Instance { get; } = new();

    public string Thoughts => "`content[].thinking`";

    /// <summary>That the header is required is documented, the words of its absence are chosen.</summary>
    public DeepSeekComplaint? ProblemOf(Exchange exchange) =>
        AnthropicMessages.ReferToFiles(exchange.Json!.RootElement) && !NamesFilesBeta(exchange.Http.Request)
            ? new DeepSeekComplaint($"Files can be referred to with the header anthropic-beta: {FilesBeta} only")
            : null;

    ChatTwin IChatForm.ChatOf(JsonElement body, ReadOnlyMemory<byte> bytes, DeepSeekCatalog catalog) => ChatOf(body, bytes, catalog);

    public static ChatTwin ChatOf(JsonElement body, ReadOnlyMemory<byte> bytes, DeepSeekCatalog catalog)
    {
        FormReader reader = new(bytes);
        reader.MustBeObject(body, [], "struct MessagesRequest");
        var model = reader.RequiredText(body, "model", []);
        return ChatTwin.Of(json =>
        {
            json.WriteString("model"u8, AnthropicModels.Map(model, catalog));
            AnthropicMessages.Write(json, reader, body);
            AnthropicTools.Write(json, reader, body);
            WriteThinking(json, body);
            FormReader.Copy(json, body, "max_tokens");
            FormReader.Copy(json, body, "stop_sequences", "stop");
            FormReader.Copy(json, body, "temperature");
            FormReader.Copy(json, body, "top_p");
            FormReader.Copy(json, body, "stream");
            if (FormReader.ValueAt(body, "metadata") is { } metadata && FormReader.ValueAt(metadata, "user_id") is { } user)
            {
                json.WritePropertyName("user_id"u8);
                user.WriteTo(json);
            }
        });
    }

    public ReadOnlyMemory<byte> Whole(Exchange exchange, JsonElement body, DeepSeekCompletion completion) =>
        AnthropicWire.Message(completion);

    public IEnumerable<ReplyPiece> Events(Exchange exchange, JsonElement body, DeepSeekCompletion completion) =>
        AnthropicEvents.Of(exchange, completion);

    private static bool NamesFilesBeta(HttpRequest request) =>
        request.Headers["anthropic-beta"]
            .SelectMany(static value => value?.Split(',', StringSplitOptions.TrimEntries) ?? [])
            .Contains(FilesBeta, StringComparer.Ordinal);

    private static void WriteThinking(Utf8JsonWriter json, JsonElement body)
    {
        if (FormReader.ValueAt(body, "thinking") is { } thinking)
        {
            json.WritePropertyName("thinking"u8);
            if (FormReader.TypeOf(thinking) is { } type)
            {
                json.WriteStartObject();
                // Clients of newer Claudes leave the amount to the model; it is not in the provider's list, and thinks here.
                json.WriteString("type"u8, type is "adaptive" ? "enabled" : type);
                json.WriteEndObject();
            }
            else
            {
                thinking.WriteTo(json);
            }
        }

        if (FormReader.ValueAt(body, "output_config") is { } output && FormReader.ValueAt(output, "effort") is { } effort)
        {
            json.WritePropertyName("reasoning_effort"u8);
            effort.WriteTo(json);
        }
    }
}
