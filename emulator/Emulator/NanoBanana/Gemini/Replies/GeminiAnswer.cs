using Emulator.Images;
using Emulator.NanoBanana.Gemini.Refusals;
using Emulator.NanoBanana.Gemini.Requests;

namespace Emulator.NanoBanana.Gemini.Replies;

/// <summary>One answer of a model, before it has the form of a body, of events, or of an item of a batch.</summary>
internal sealed record GeminiAnswer
{
    public required GeminiRequest Request { get; init; }

    /// <summary>23 characters; the same in every event of a stream.</summary>
    public required string ResponseId { get; init; }

    /// <summary>What the model says and draws, in its order; of several pictures the last is the final one.</summary>
    public IReadOnlyList<GeminiPart> Parts { get; init; } = [];

    /// <summary>What stands where the content would, when there are no parts.</summary>
    public GeminiMissingContent MissingContent { get; init; } = GeminiMissingContent.Missing;

    /// <summary>Why it ends; <see langword="null"/> in the events before the last.</summary>
    public string? FinishReason { get; init; }

    public string? FinishMessage { get; init; }

    /// <summary>Why the prompt is not answered at all; there is then no candidate.</summary>
    public string? BlockReason { get; init; }

    public required GeminiUsage Usage { get; init; }

    /// <summary>What was searched for; <see langword="null"/> where nothing was.</summary>
    public GeminiGrounding? Grounding { get; init; }

    /// <summary>What a person is told of it, when it is no plainly healthy answer.</summary>
    public string? Reason { get; init; }

    public int Pictures => Parts.Count(part => part.Picture is not null);

    /// <summary>What it costs in millionths of a dollar; where nothing is said or drawn, nothing is charged.</summary>
    public long MicroUsd => Parts.Count == 0
        ? 0
        : (long)Math.Ceiling(Usage.PriceAt(Request.Model.Prices) * GeminiTiers.FactorOf(Request.ServiceTier));
}

/// <summary>One part of an answer: words or a picture.</summary>
/// <param name="Text">The words.</param>
/// <param name="Picture">The picture.</param>
internal sealed record GeminiPart(string? Text, PictureSpec? Picture)
{
    /// <summary>What must come back with it; <see langword="null"/> where nothing must.</summary>
    public string? Signature { get; init; }

    public bool IsThought { get; init; }

    /// <summary>Whether the picture comes as words, <c>data:image/png;base64,...</c>, as a gateway was seen to do.</summary>
    public bool IsSpelled { get; init; }

    public static GeminiPart Words(string text) => new(text, null);
}

/// <summary>What was searched for before the answer.</summary>
/// <param name="Query">The words.</param>
/// <param name="Web">Whether pages were searched.</param>
/// <param name="Pictures">Whether pictures were.</param>
internal sealed record GeminiGrounding(string Query, bool Web, bool Pictures);

/// <summary>The order of the parts of an answer.</summary>
internal enum GeminiLayout
{
    /// <summary>Any of the next four, by the seed.</summary>
    Varied,
    Image,
    TextImage,
    ImageText,

    /// <summary>Drafts of the thinking before the final picture, which are ordinary parts.</summary>
    Drafts,

    /// <summary>The picture as words.</summary>
    Base64Text,
}
