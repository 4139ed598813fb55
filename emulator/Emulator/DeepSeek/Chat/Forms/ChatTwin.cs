using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Emulator.DeepSeek.Chat.Forms;

/// <summary>The chat request that a request of another form stands for, so that all forms share one engine.</summary>
/// <param name="Body">The chat request.</param>
/// <param name="Bytes">The same as text.</param>
internal sealed record ChatTwin(JsonElement Body, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The JSON Schema that the answer must fit, which a chat has no field for.</summary>
    public JsonElement? AnswerSchema { get; init; }

    /// <summary>The twin of a request's tools may nest a little deeper than the request itself.</summary>
    private const int MaxDepth = 128;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes a twin of whatever is written into its object.</summary>
    public static ChatTwin Of(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> bytes = new();
        using (Utf8JsonWriter json = new(bytes, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        using var document = JsonDocument.Parse(bytes.WrittenMemory, new JsonDocumentOptions { MaxDepth = MaxDepth });
        return new ChatTwin(document.RootElement.Clone(), bytes.WrittenMemory);
    }
}
