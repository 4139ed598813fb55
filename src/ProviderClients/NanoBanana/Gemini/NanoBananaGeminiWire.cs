using System.Buffers;
using System.Text.Json;

namespace ProviderClients.NanoBanana.Gemini;

/// <summary>The provider's request as this client writes it.</summary>
internal static class NanoBananaGeminiWire
{
    /// <summary>The request's own turn: the words, then the pictures.</summary>
    public static JsonElement Turn(NanoBananaImageRequest request, NanoBananaPlan plan)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("role", "user");
            writer.WriteStartArray("parts");
            writer.WriteStartObject();
            writer.WriteString("text", plan.Sent.Prompt);
            writer.WriteEndObject();
            foreach (var input in request.Inputs)
            {
                WriteInput(writer, input);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    /// <summary>A model's turn to be given back: its parts untouched, its role said even where the provider left it out.</summary>
    public static JsonElement ModelTurn(JsonElement parts)
    {
        using var document = JsonDocument.Parse($$"""{"role":"model","parts":{{parts.GetRawText()}}}""");
        return document.RootElement.Clone();
    }

    /// <summary>The whole request.</summary>
    public static byte[] Write(NanoBananaGeminiConversation before, JsonElement turn, NanoBananaPlan plan)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("contents");
            foreach (var past in before.Turns)
            {
                past.WriteTo(writer);
            }

            turn.WriteTo(writer);
            writer.WriteEndArray();
            WriteConfiguration(writer, plan);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteInput(Utf8JsonWriter writer, NanoBananaInputImage input)
    {
        writer.WriteStartObject();
        if (input.Url is { } url)
        {
            writer.WriteStartObject("fileData");
            writer.WriteString("fileUri", url.AbsoluteUri);
            writer.WriteString("mimeType", input.ContentType);
        }
        else
        {
            writer.WriteStartObject("inlineData");
            writer.WriteString("mimeType", input.ContentType);
            writer.WriteBase64String("data", input.Bytes.Span);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteConfiguration(Utf8JsonWriter writer, NanoBananaPlan plan)
    {
        writer.WriteStartObject("generationConfig");
        writer.WriteStartArray("responseModalities");
        writer.WriteStringValue("IMAGE");
        writer.WriteEndArray();
        writer.WriteStartObject("imageConfig");
        writer.WriteString("aspectRatio", plan.Sent.AspectRatio);
        if (plan.Sent.ImageSize is { } tier)
        {
            writer.WriteString("imageSize", tier);
        }

        writer.WriteEndObject();
        if (plan.Sent.Thinking is { } level)
        {
            writer.WriteStartObject("thinkingConfig");
            writer.WriteString("thinkingLevel", level.ToUpperInvariant());
            writer.WriteEndObject();
        }

        if (plan.Sent.Seed is { } seed)
        {
            writer.WriteNumber("seed", seed);
        }

        writer.WriteEndObject();
    }
}
