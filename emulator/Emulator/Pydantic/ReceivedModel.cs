using System.Text;
using System.Text.Json;
using Emulator.Json;

namespace Emulator.Pydantic;

/// <summary>
/// What a FastAPI service makes of a body before it looks at fields: an object to read, complaints, or a sentence when not
/// even a complaint can point at a place. Exactly one of the three is there.
/// </summary>
internal sealed record ReceivedModel(JsonElement? Body, Violation? Violation, string? Unreadable)
{
    private const int DeepestNesting = 512;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonElement EmptyObject = Parse("{}");

    /// <summary>Reads a body; one that is not declared as JSON is a text to the model, as it is there.</summary>
    /// <param name="body">The body's bytes.</param>
    /// <param name="contentType">What the request declares them to be.</param>
    /// <param name="parsed">The body as JSON, where it was parsed already.</param>
    public static ReceivedModel Read(ReadOnlyMemory<byte> body, string? contentType, JsonElement? parsed = null)
    {
        if (parsed is { ValueKind: JsonValueKind.Object } && IsJson(contentType))
        {
            return new(parsed, null, null);
        }

        if (body.IsEmpty)
        {
            return Refuse(new Violation("missing", ("body", null), "Field required", null));
        }

        string text;
        try
        {
            text = StrictUtf8.GetString(body.Span).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return CannotParse();
        }

        if (!IsJson(contentType))
        {
            return NotAnObject(JsonSerializer.SerializeToElement(text, ReceivedTextJsonContext.Default.String));
        }

        try
        {
            var json = Parse(text);
            if (UnicodeText.ProblemIn(body.Span, json) is not null)
            {
                return CannotParse();
            }

            return json.ValueKind == JsonValueKind.Object ? new(json, null, null) : NotAnObject(json);
        }
        catch (JsonException)
        {
            return PythonJsonScanner.FirstError(text, DeepestNesting) is { } error
                ? Refuse(new Violation("json_invalid", ("body", error.Offset), "JSON decode error", EmptyObject, error.Context))
                : CannotParse();
        }
    }

    private static JsonElement Parse(string text) =>
        JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = DeepestNesting });

    private static ReceivedModel Refuse(Violation violation) => new(null, violation, null);

    private static ReceivedModel CannotParse() => new(null, null, "There was an error parsing the body");

    private static ReceivedModel NotAnObject(JsonElement input) => Refuse(new Violation(
        "model_attributes_type",
        ("body", null),
        "Input should be a valid dictionary or object to extract fields from",
        input));

    /// <summary>No declaration at all counts as JSON.</summary>
    private static bool IsJson(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType))
        {
            return true;
        }

        var media = contentType.Split(';')[0].Trim();
        return media.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
            && (media.EndsWith("/json", StringComparison.OrdinalIgnoreCase)
                || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }
}
