using ProviderClients.Calls;

namespace ProviderClients.NanoBanana.Gemini;

/// <summary>Why a 200 holds no picture. The provider refuses with success: only the reasons inside tell.</summary>
internal static class NanoBananaGeminiRefusals
{
    /// <summary>The content policy's reasons; all others that end without a picture are none of its business.</summary>
    private static readonly string[] Policy =
    [
        "IMAGE_SAFETY", "SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII", "RECITATION", "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION",
    ];

    /// <summary>Why this answer gives no picture; <see langword="null"/> when it gives one.</summary>
    public static CallFailure? Of(NanoBananaGeminiReading answer) => answer switch
    {
        { HasCandidate: false, BlockReason: { } reason } =>
            Failure(ProviderErrorKind.Moderated, $"the prompt was refused: {reason}", reason),
        { HasCandidate: false } => Malformed("the answer has no candidates"),
        { FinishReason: { } reason } when Policy.Contains(reason) =>
            Failure(ProviderErrorKind.Moderated, Sentence("the picture was refused", answer), answer.FinishMessage ?? reason),
        { Pictures: [.., { ContentType: not null }] } => null,
        { Pictures.Count: > 0 } => Malformed("the picture in the answer is cut off or not one at all"),
        { HasThoughtPicture: true } =>
            Failure(ProviderErrorKind.NoImage, "only a draft among the model's thoughts came, and no picture", answer.FinishMessage),
        { Text: { Length: > 0 } text } when answer.FinishReason is null or "STOP" && !string.IsNullOrWhiteSpace(text) =>
            Failure(ProviderErrorKind.TextOnly, "the model answered with words and no picture", text),
        _ => Failure(
            ProviderErrorKind.NoImage, Sentence("the answer holds no picture", answer), answer.FinishMessage ?? Words(answer.Text) ?? answer.FinishReason),
    };

    public static CallFailure Malformed(string what) => new(ProviderErrorKind.MalformedResponse, what) { Status = 200 };

    public static CallFailure Empty() => new(ProviderErrorKind.EmptyAnswer, "the answer is empty: HTTP 200 and nothing in it") { Status = 200 };

    private static string Sentence(string what, NanoBananaGeminiReading answer) =>
        string.Join(": ", ((string?[])[what, answer.FinishReason, StatusKinds.Words(answer.FinishMessage)]).OfType<string>());

    private static string? Words(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static CallFailure Failure(ProviderErrorKind kind, string message, string? said) => new(kind, message) { Status = 200, Said = said };
}
