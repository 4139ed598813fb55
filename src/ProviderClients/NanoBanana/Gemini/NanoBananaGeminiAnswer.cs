using ProviderClients.Images;

namespace ProviderClients.NanoBanana.Gemini;

/// <summary>An answer with a picture, and everything else that was in it.</summary>
public sealed record NanoBananaGeminiAnswer
{
    /// <summary>The final picture, fitted to the request.</summary>
    public required GeneratedImage Image { get; init; }

    /// <summary>The pictures before the final one, as they came: drafts of the model's thinking, each of them billed.</summary>
    public IReadOnlyList<NanoBananaGeminiDraft> Drafts { get; init; } = [];

    /// <summary>What the model wrote beside the picture; empty when it wrote nothing.</summary>
    public string Text { get; init; } = "";

    /// <summary><c>STOP</c>, mostly; <see langword="null"/> when the answer did not say.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The model that answered, in the provider's words.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>The provider's own name of the answer.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The tokens of request and answer; <see langword="null"/> when the answer did not count them.</summary>
    public NanoBananaGeminiUsage? Usage { get; init; }

    /// <summary>
    /// What the tokens cost whose price is known, in US dollars: all of them when <see cref="GeneratedImage.CostUsd"/> is set, and
    /// otherwise a lower bound.
    /// </summary>
    public decimal CostAtLeastUsd { get; init; }

    /// <summary>The conversation with this turn at its end: pass it to the next call to go on editing this picture.</summary>
    public required NanoBananaGeminiConversation Conversation { get; init; }
}

/// <summary>A picture that is not the final one.</summary>
/// <param name="Bytes">The file, as it came.</param>
/// <param name="ContentType">Told from its bytes; what the provider says where they tell nothing.</param>
public sealed record NanoBananaGeminiDraft(ReadOnlyMemory<byte> Bytes, string? ContentType);

/// <summary>Tokens, as the provider counts them.</summary>
/// <param name="Prompt">The request, its pictures included.</param>
/// <param name="PromptImages">Of these, the pictures.</param>
/// <param name="Candidates">The answer; more than its pictures and its text together.</param>
/// <param name="CandidateImages">Of these, the pictures.</param>
/// <param name="Thoughts">The model's thinking; not part of the answer's tokens.</param>
/// <param name="Total">All of them.</param>
public sealed record NanoBananaGeminiUsage(
    long Prompt, long PromptImages, long Candidates, long CandidateImages, long Thoughts, long Total);
