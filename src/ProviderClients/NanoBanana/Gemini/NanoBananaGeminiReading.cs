using System.Text.Json;
using ProviderClients.Calls;
using ProviderClients.Images;

namespace ProviderClients.NanoBanana.Gemini;

/// <summary>
/// What is in a 200: pictures in any place and number, words, or the reason why there is nothing. Nothing is taken for granted: a candidate
/// may have no <c>content</c>, an empty one, or <c>"parts": null</c>.
/// </summary>
internal sealed record NanoBananaGeminiReading
{
    /// <summary>The pictures that are no thoughts, in their order; the last is the final one.</summary>
    public IReadOnlyList<NanoBananaGeminiDraft> Pictures { get; private init; } = [];

    /// <summary>Whether there was a picture among the thoughts.</summary>
    public bool HasThoughtPicture { get; private init; }

    /// <summary>The words that are no thoughts; a picture that came as a <c>data:</c> address is taken out of them.</summary>
    public string Text { get; private init; } = "";

    public string? BlockReason { get; private init; }

    public string? FinishReason { get; private init; }

    public string? FinishMessage { get; private init; }

    public bool HasCandidate { get; private init; }

    public string? ModelVersion { get; private init; }

    public string? ResponseId { get; private init; }

    public NanoBananaGeminiUsage? Usage { get; private init; }

    /// <summary>The parts as they came, to be given back in the next turn.</summary>
    public JsonElement? Parts { get; private init; }

    public static NanoBananaGeminiReading Of(JsonElement root)
    {
        var candidates = root.List("candidates").ToList();
        JsonElement? candidate = candidates.Count == 0 ? null : candidates[0];
        var content = candidate?.Object("content");
        var parts = content?.List("parts").ToList() ?? [];
        var (text, pictureInText) = DataAddress.Take(string.Concat(
            parts.Where(part => !part.IsTrue("thought")).Select(part => part.Text("text"))));
        var pictures = parts.Where(part => !part.IsTrue("thought")).Select(PictureOf).OfType<NanoBananaGeminiDraft>().ToList();
        if (pictures.Count == 0 && pictureInText is not null)
        {
            pictures.Add(pictureInText);
        }

        return new NanoBananaGeminiReading
        {
            Pictures = pictures,
            HasThoughtPicture = parts.Any(part => part.IsTrue("thought") && part.Object("inlineData") is not null),
            Text = text,
            BlockReason = root.Object("promptFeedback")?.Text("blockReason"),
            FinishReason = candidate?.Text("finishReason"),
            FinishMessage = candidate?.Text("finishMessage"),
            HasCandidate = candidate is not null,
            ModelVersion = root.Text("modelVersion"),
            ResponseId = root.Text("responseId"),
            Usage = root.Object("usageMetadata") is { } usage ? UsageOf(usage) : null,
            Parts = content is { } found && found.TryGetProperty("parts", out var raw) && raw.ValueKind is JsonValueKind.Array ? raw.Clone() : null,
        };
    }

    /// <summary>A part's picture; its type is told from its bytes, because what is said about it is not always so.</summary>
    private static NanoBananaGeminiDraft? PictureOf(JsonElement part)
    {
        if (part.Object("inlineData") is not { } inline || (inline.Text("mimeType")?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) is false))
        {
            return null;
        }

        return inline.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.String && data.TryGetBytesFromBase64(out var bytes)
            ? new NanoBananaGeminiDraft(bytes, ImageFormat.Of(bytes))
            : new NanoBananaGeminiDraft(ReadOnlyMemory<byte>.Empty, null);
    }

    private static NanoBananaGeminiUsage UsageOf(JsonElement usage) => new(
        usage.Number("promptTokenCount") ?? 0,
        Images(usage, "promptTokensDetails"),
        usage.Number("candidatesTokenCount") ?? 0,
        Images(usage, "candidatesTokensDetails"),
        usage.Number("thoughtsTokenCount") ?? 0,
        usage.Number("totalTokenCount") ?? 0);

    private static long Images(JsonElement usage, string details) =>
        usage.List(details).Where(detail => detail.Text("modality") is "IMAGE").Sum(detail => detail.Number("tokenCount") ?? 0);
}
