using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.NanoBanana.Gemini.Errors;
using Emulator.NanoBanana.Gemini.Refusals;

namespace Emulator.NanoBanana.Gemini.Replies;

/// <summary>Answers as they go over the wire: camel case, indented in one piece, what is empty or 0 left out.</summary>
internal static class GeminiWire
{
    private const string Json = "application/json; charset=UTF-8";

    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Indented = Compact with { Indented = true, IndentSize = 2, NewLine = "\n" };

    private static readonly string[] RatedCategories =
        ["HARM_CATEGORY_HARASSMENT", "HARM_CATEGORY_HATE_SPEECH", "HARM_CATEGORY_SEXUALLY_EXPLICIT", "HARM_CATEGORY_DANGEROUS_CONTENT"];

    /// <summary>An answer in one piece, with the provider's headers.</summary>
    /// <param name="exchange">Whose it is.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="write">Writes the body.</param>
    /// <param name="wait">How long the provider's own work takes before.</param>
    public static Reply Whole(Exchange exchange, int status, Action<Utf8JsonWriter> write, TimeSpan wait = default)
    {
        var rules = GeminiRules.Of(exchange).Section;
        var reply = Reply.Whole(status, Json, Text(write, rules.Pretty, "\n"), wait).Chunked();
        return GeminiHeaders.Put(exchange, reply, wait);
    }

    /// <summary>JSON as bytes.</summary>
    /// <param name="write">Writes it.</param>
    /// <param name="isPretty">Whether it is indented.</param>
    /// <param name="end">What stands after it where it is indented.</param>
    public static ReadOnlyMemory<byte> Text(Action<Utf8JsonWriter> write, bool isPretty, string end = "")
    {
        ArrayBufferWriter<byte> bytes = new(2048);
        using (Utf8JsonWriter json = new(bytes, isPretty ? Indented : Compact))
        {
            write(json);
        }

        if (isPretty)
        {
            bytes.Write(System.Text.Encoding.ASCII.GetBytes(end));
        }

        return bytes.WrittenMemory;
    }

    /// <summary>One line of a file: compact JSON and a newline.</summary>
    public static ReadOnlyMemory<byte> Line(Action<Utf8JsonWriter> write) => (byte[])[.. Text(write, isPretty: false).Span, (byte)'\n'];

    /// <summary>An error as the only item of a list.</summary>
    public static Action<Utf8JsonWriter> ListedError(GeminiError error) => json =>
    {
        json.WriteStartArray();
        Error(error)(json);
        json.WriteEndArray();
    };

    public static Action<Utf8JsonWriter> Error(GeminiError error) => json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("error"u8);
        error.ToJson().WriteTo(json);
        json.WriteEndObject();
    };

    /// <summary>Writes an answer, or one event of it.</summary>
    /// <param name="answer">What is written.</param>
    /// <param name="deliver">Makes the file of a picture, whole or as faults leave it.</param>
    /// <param name="hasRatings">Whether the candidate carries safety ratings.</param>
    public static Action<Utf8JsonWriter> Answer(GeminiAnswer answer, Func<PictureSpec, DeliveredPicture> deliver, bool hasRatings) => json =>
    {
        json.WriteStartObject();
        if (answer.BlockReason is { } block)
        {
            json.WriteStartObject("promptFeedback"u8);
            json.WriteString("blockReason"u8, block);
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartArray("candidates"u8);
            WriteCandidate(json, answer, deliver, hasRatings);
            json.WriteEndArray();
        }

        WriteUsage(json, answer.Usage);
        json.WriteString("modelVersion"u8, answer.Request.AskedModel);
        json.WriteString("responseId"u8, answer.ResponseId);
        json.WriteEndObject();
    };

    private static void WriteCandidate(
        Utf8JsonWriter json, GeminiAnswer answer, Func<PictureSpec, DeliveredPicture> deliver, bool hasRatings)
    {
        json.WriteStartObject();
        WriteContent(json, answer, deliver);
        if (answer.FinishReason is { } reason)
        {
            json.WriteString("finishReason"u8, reason);
        }

        json.WriteNumber("index"u8, 0);
        if (answer.FinishMessage is { } message)
        {
            json.WriteString("finishMessage"u8, message);
        }

        if (hasRatings)
        {
            json.WriteStartArray("safetyRatings"u8);
            foreach (var category in RatedCategories)
            {
                json.WriteStartObject();
                json.WriteString("category"u8, category);
                json.WriteString("probability"u8, "NEGLIGIBLE"u8);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (answer is { Grounding: { } grounding, FinishReason: not null })
        {
            json.WritePropertyName("groundingMetadata"u8);
            GeminiGroundings.Of(grounding).WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, GeminiAnswer answer, Func<PictureSpec, DeliveredPicture> deliver)
    {
        if (answer.Parts.Count == 0 && answer.MissingContent is GeminiMissingContent.Missing)
        {
            return;
        }

        json.WriteStartObject("content"u8);
        if (answer.Parts.Count > 0)
        {
            json.WriteStartArray("parts"u8);
            foreach (var part in answer.Parts)
            {
                WritePart(json, part, deliver);
            }

            json.WriteEndArray();
            json.WriteString("role"u8, "model"u8);
        }
        else if (answer.MissingContent is GeminiMissingContent.NullParts)
        {
            json.WriteNull("parts"u8);
            json.WriteString("role"u8, "model"u8);
        }

        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, GeminiPart part, Func<PictureSpec, DeliveredPicture> deliver)
    {
        json.WriteStartObject();
        if (part.Picture is { } picture)
        {
            var file = deliver(picture);
            if (part.IsSpelled)
            {
                json.WriteString("text"u8, $"data:{file.MediaType};base64,{Convert.ToBase64String(file.File.Span)}");
            }
            else
            {
                json.WriteStartObject("inlineData"u8);
                json.WriteString("mimeType"u8, file.MediaType);
                json.WriteBase64String("data"u8, file.File.Span);
                json.WriteEndObject();
            }
        }
        else
        {
            json.WriteString("text"u8, part.Text);
        }

        if (part.IsThought)
        {
            json.WriteBoolean("thought"u8, true);
        }

        if (part.Signature is { } signature)
        {
            json.WriteString("thoughtSignature"u8, signature);
        }

        json.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter json, GeminiUsage usage)
    {
        json.WriteStartObject("usageMetadata"u8);
        WriteCount(json, "promptTokenCount", usage.Prompt.All);
        WriteCount(json, "candidatesTokenCount", usage.Candidates);
        WriteCount(json, "totalTokenCount", usage.Total);
        WriteDetails(json, "promptTokensDetails", ("TEXT", usage.Prompt.Text), ("IMAGE", usage.Prompt.Pictures));
        WriteDetails(json, "candidatesTokensDetails", ("IMAGE", usage.Pictures));
        WriteCount(json, "thoughtsTokenCount", usage.Thoughts);
        if (usage.ServiceTier is { } tier)
        {
            json.WriteString("serviceTier"u8, tier);
        }

        json.WriteEndObject();
    }

    private static void WriteDetails(Utf8JsonWriter json, string name, params ReadOnlySpan<(string Modality, int Count)> details)
    {
        var isOpen = false;
        foreach (var (modality, count) in details)
        {
            if (count == 0)
            {
                continue;
            }

            if (!isOpen)
            {
                json.WriteStartArray(name);
                isOpen = true;
            }

            json.WriteStartObject();
            json.WriteString("modality"u8, modality);
            json.WriteNumber("tokenCount"u8, count);
            json.WriteEndObject();
        }

        if (isOpen)
        {
            json.WriteEndArray();
        }
    }

    private static void WriteCount(Utf8JsonWriter json, string name, int count)
    {
        if (count > 0)
        {
            json.WriteNumber(name, count);
        }
    }
}
