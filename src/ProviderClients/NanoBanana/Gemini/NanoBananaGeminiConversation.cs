using System.Text.Json;

namespace ProviderClients.NanoBanana.Gemini;

/// <summary>
/// The turns so far, kept word for word: the provider refuses to go on from a picture whose <c>thoughtSignature</c> is not given back.
/// It cannot be changed; every answer has a longer one. It holds the pictures' bytes.
/// </summary>
public sealed class NanoBananaGeminiConversation
{
    private readonly JsonElement[] _turns;

    private NanoBananaGeminiConversation(JsonElement[] turns) => _turns = turns;

    /// <summary>A conversation that has not begun.</summary>
    public static NanoBananaGeminiConversation Empty { get; } = new([]);

    /// <summary>Requests and answers so far.</summary>
    public int TurnCount => _turns.Length;

    internal IReadOnlyList<JsonElement> Turns => _turns;

    /// <summary>Reads a conversation that was kept with <see cref="ToJson"/>.</summary>
    /// <param name="json">A list of turns.</param>
    /// <returns>The conversation.</returns>
    /// <exception cref="FormatException">It is not one.</exception>
    public static NanoBananaGeminiConversation FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement is { ValueKind: JsonValueKind.Array } turns
                && turns.EnumerateArray().All(static turn => turn.ValueKind is JsonValueKind.Object)
                ? new NanoBananaGeminiConversation([.. turns.EnumerateArray().Select(static turn => turn.Clone())])
                : throw new FormatException("A conversation is a list of turns, each a JSON object.");
        }
        catch (JsonException e)
        {
            throw new FormatException("A conversation is JSON, and this is not.", e);
        }
    }

    /// <summary>The turns as JSON, in the provider's own form.</summary>
    /// <returns>A list.</returns>
    public string ToJson() => $"[{string.Join(',', _turns.Select(static turn => turn.GetRawText()))}]";

    internal NanoBananaGeminiConversation With(JsonElement request, JsonElement answer) => new([.. _turns, request, answer]);
}
