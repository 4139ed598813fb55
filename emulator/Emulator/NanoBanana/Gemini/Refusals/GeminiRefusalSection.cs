using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Emulator.NanoBanana.Gemini.Refusals;

/// <summary>One kind of answer without a picture, and which requests get it.</summary>
internal sealed record GeminiRefusalSection : IValidatableObject
{
    [Description("How it looks: promptBlocked, imageBlocked, noImage, textOnly or thoughtImage.")]
    public required GeminiRefusalKind Kind { get; init; }

    [Description("The reason that it tells: of promptBlocked a blockReason (PROHIBITED_CONTENT by default), else a finishReason (IMAGE_SAFETY by default).")]
    public string? Reason { get; init; }

    [Description("Its finishMessage; by default the provider's words where they are known, an empty text for none.")]
    public string? Message { get; init; }

    [Description("What stands for the content: empty ({}), missing, or nullParts; by default empty, and missing for noImage.")]
    public GeminiMissingContent? Content { get; init; }

    [Description("Only requests whose prompt contains this text.")]
    [MinLength(1)]
    public string? PromptContains { get; init; }

    [Description("The share of the requests meant that it hits, attempt by attempt, from 0 to 1; by default all.")]
    [Range(0.0, 1.0)]
    public double? Probability { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind is GeminiRefusalKind.TextOnly or GeminiRefusalKind.ThoughtImage
            && (Reason is not null || Message is not null || Content is not null))
        {
            yield return new ValidationResult(
                "an answer of text or of a thought's picture ends with STOP; remove reason, message and content", [nameof(Kind)]);
        }

        var known = Kind is GeminiRefusalKind.PromptBlocked ? GeminiReasons.Block : GeminiReasons.Finish;
        if (Reason is not null && !known.Contains(Reason))
        {
            yield return new ValidationResult($"there is no reason {Reason}; use one of {string.Join(", ", known)}", [nameof(Reason)]);
        }
    }
}

/// <summary>The ways in which a 200 has no picture.</summary>
internal enum GeminiRefusalKind
{
    /// <summary>No candidates at all; <c>promptFeedback</c> says why.</summary>
    PromptBlocked,

    /// <summary>A candidate without content, with a finish reason and its message.</summary>
    ImageBlocked,

    /// <summary>A candidate that has nothing but its finish reason.</summary>
    NoImage,

    /// <summary>Words in place of the picture.</summary>
    TextOnly,

    /// <summary>The only picture is a thought.</summary>
    ThoughtImage,
}

/// <summary>What stands where the content would.</summary>
internal enum GeminiMissingContent
{
    Empty,
    Missing,
    NullParts,
}
