using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.Chance;
using Emulator.DeepSeek.Chat.Schemas;
using Emulator.Exchanges;

namespace Emulator.DeepSeek.Chat;

/// <summary>JSON answers: of the shape that the prompt shows by a schema or an example, where it shows one.</summary>
internal static class DeepSeekJsonText
{
    private const int LongestText = 200_000;
    private const int MostTries = 64;

    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    public static string Answer(DeepSeekWords words, DeepSeekChatRequest request, Func<string> plain)
    {
        if (ShownIn(request.AllText) is not { } shown)
        {
            return Serialize(new JsonObject
            {
                ["prompt"] = plain(),
                ["mood"] = DeepSeekText.Mood(words),
                ["palette"] = new JsonArray(words.Color(), words.Color()),
            });
        }

        var seed = Seed.For((ulong)words.Draw(), "json", request.AllText);
        var hints = PromptHints.From(request.UserText);
        return Serialize(IsSchema(shown)
            ? new SchemaSample(shown, seed, hints).Value()
            : new ExampleShape(seed, hints).Like(shown));
    }

    /// <summary>An answer that fits the schema that was asked for; <see langword="null"/> where none was.</summary>
    public static string? Fitting(Exchange exchange, DeepSeekChatRequest request) => request.AnswerSchema is { } schema
        ? DeepSeekToolCall.Spaced(
            new SchemaSample(schema, Seed.For(exchange.Plan.ContentSeed, "schema"), PromptHints.From(request.UserText)).Value())
        : null;

    private static string Serialize(JsonNode? json) => json?.ToJsonString(Options) ?? "{}";

    private static bool IsSchema(JsonElement json) =>
        (json.TryGetProperty("type"u8, out var type) && type.ValueKind is JsonValueKind.String && type.ValueEquals("object"u8)
            && json.TryGetProperty("properties"u8, out var properties) && properties.ValueKind is JsonValueKind.Object)
        || json.TryGetProperty("$schema"u8, out _);

    /// <summary>The last schema in a text, or else its last object that is not empty.</summary>
    private static JsonElement? ShownIn(string text)
    {
        JsonElement[] objects = [.. ObjectsIn(text)];
        return objects.Length == 0 ? null
            : Array.FindLast(objects, IsSchema) is { ValueKind: JsonValueKind.Object } schema ? schema
            : objects[^1];
    }

    private static List<JsonElement> ObjectsIn(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Length > LongestText ? text[..LongestText] : text).AsSpan();
        List<JsonElement> found = [];
        for (var tries = 0; tries < MostTries && bytes.IndexOf((byte)'{') is >= 0 and var at; tries++)
        {
            bytes = bytes[at..];
            Utf8JsonReader reader = new(bytes);
            var parsed = TryParse(ref reader);
            bytes = bytes[(parsed is null ? 1 : (int)reader.BytesConsumed)..];
            if (parsed is { } shown && shown.EnumerateObject().Any())
            {
                found.Add(shown);
            }
        }

        return found;
    }

    private static JsonElement? TryParse(ref Utf8JsonReader reader)
    {
        try
        {
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            // A brace that begins no JSON.
            return null;
        }
    }
}
