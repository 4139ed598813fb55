using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Emulator.Scenarios;

namespace Emulator.Answers;

/// <summary>
/// An answer of the scenario's own: to which requests, and what they get. Everything else about the reply, ids, usage, streaming
/// and headers, stays the provider's.
/// </summary>
internal sealed record AnswerSection : RequestConditions
{
    [Description("The text of the answer. {{prompt}}, {{model}}, {{match.1}}, {{body.path}} and others are filled in.")]
    public string? Text { get; init; }

    [Description("The text of the answer, written as JSON.")]
    public JsonNode? Json { get; init; }

    [Description("The thoughts before the answer, where the request asks for thinking.")]
    public string? Reasoning { get; init; }

    [Description("The tools that the answer calls.")]
    public IReadOnlyList<ToolCallSection>? ToolCalls { get; init; }

    [Description("Why the answer ends, in the provider's word: stop, length, content_filter, tool_calls, insufficient_system_resource of DeepSeek/Chat, IMAGE_SAFETY, NO_IMAGE and others of NanoBanana/Gemini.")]
    public string? FinishReason { get; init; }

    [Description("A picture's file, PNG, JPEG, WebP or GIF, by its path from the scenario's folder.")]
    public string? Image { get; init; }

    [Description("A refusal: a status, or {status, message, code}.")]
    public RefusalSection? Refuse { get; init; }

    /// <summary>What the answer consists of.</summary>
    public AnswerForms Forms =>
        (Text is null ? 0 : AnswerForms.Text)
        | (Json is null ? 0 : AnswerForms.Json)
        | (Reasoning is null ? 0 : AnswerForms.Reasoning)
        | (ToolCalls is null ? 0 : AnswerForms.ToolCalls)
        | (FinishReason is null ? 0 : AnswerForms.FinishReason)
        | (Image is null ? 0 : AnswerForms.Image)
        | (Refuse is null ? 0 : AnswerForms.Refuse)
        | (Refuse?.Code is null ? 0 : AnswerForms.ErrorCode);

    public override bool CountsOverTheRun => base.CountsOverTheRun || Templates().Any(AnswerTemplate.AsksForNumber);

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var failure in base.Validate(validationContext))
        {
            yield return failure;
        }

        if (Forms is AnswerForms.None)
        {
            yield return new ValidationResult(
                "this answer says nothing; write one of text, json, reasoning, toolCalls, finishReason, image, refuse");
        }
        else if (Text is not null && Json is not null)
        {
            yield return new ValidationResult("an answer has one text; write text or json", [nameof(Json)]);
        }
        else if (ToolCalls is { Count: 0 })
        {
            yield return new ValidationResult(
                "toolCalls is empty; write {name: weather, arguments: {town: Oslo}}, or remove it", [nameof(ToolCalls)]);
        }
        else if (Refuse is not null && (Forms & ~(AnswerForms.Refuse | AnswerForms.ErrorCode)) is not AnswerForms.None)
        {
            yield return new ValidationResult("a refusal says nothing else; write refuse alone", [nameof(Refuse)]);
        }

        foreach (var problem in Templates().Select(text => AnswerTemplate.ProblemIn(text, PromptMatches is not null)).OfType<string>().Take(1))
        {
            yield return new ValidationResult(problem);
        }
    }

    /// <summary>Every text in which something is filled in.</summary>
    private IEnumerable<string> Templates() =>
    [
        Text ?? "",
        Reasoning ?? "",
        Refuse?.Message ?? "",
        .. JsonTemplate.TextsOf(Json),
        .. (ToolCalls ?? []).SelectMany(call => JsonTemplate.TextsOf(call.Arguments)),
    ];
}

/// <summary>One call of a tool.</summary>
internal sealed record ToolCallSection : IValidatableObject
{
    [Description("The tool's name.")]
    [MinLength(1)]
    public required string Name { get; init; }

    [Description("The tool's arguments; {} unless said otherwise.")]
    public JsonNode? Arguments { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Arguments is not (null or JsonObject))
        {
            yield return new ValidationResult("arguments are a mapping; write {town: Oslo}", [nameof(Arguments)]);
        }
    }
}
