using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Emulator.Flux.Bfl;

/// <summary>
/// What is moderated. How strict the provider is at a tolerance is not known, so a scenario says which prompts are flagged and
/// from which tolerance on they pass.
/// </summary>
internal sealed record BflModerationSection
{
    [Description("Where the fault moderatedJob and the word [moderated] strike: request (default, nothing is generated) or content (generated and withheld).")]
    public BflModerationStage Stage { get; init; }

    [Description("The reasons in details of what the fault and the word strike; by default Violence, and an empty list makes details null.")]
    public IReadOnlyList<string> Reasons { get; init; } = ["Violence"];

    [Description("Prompts that are flagged; the first rule that a request meets decides.")]
    public IReadOnlyList<BflModerationRule> Rules { get; init; } = [];
}

/// <summary>Prompts that are flagged, and how loose the request must be to get them through.</summary>
internal sealed record BflModerationRule
{
    [Description("What the prompt contains, whatever its case.")]
    [MinLength(1)]
    public required string PromptContains { get; init; }

    [Description("The safety_tolerance from which on it passes, 0 to 6; by default it never does.")]
    [Range(0, 6)]
    public int? PassesFrom { get; init; }

    [Description("Where it is flagged: request (default) or content.")]
    public BflModerationStage Stage { get; init; }

    [Description("The reasons in details; by default those of moderation.")]
    public IReadOnlyList<string>? Reasons { get; init; }

    public bool Flags(string prompt, int tolerance) =>
        prompt.Contains(PromptContains, StringComparison.OrdinalIgnoreCase) && !(tolerance >= PassesFrom);
}

/// <summary>When a task is moderated.</summary>
internal enum BflModerationStage
{
    Request,
    Content,
}
