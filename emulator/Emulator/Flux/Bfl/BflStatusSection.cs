using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Emulator.Flux.Bfl;

/// <summary>The words of statuses where more than one was seen.</summary>
internal sealed record BflStatusSection
{
    [Description("The status of a task that waits: Pending (default), Reasoning or Generating; strict clients refuse the last two.")]
    public BflUnfinished Queued { get; init; }

    [Description("The status of a task that runs: Pending (default), Reasoning or Generating.")]
    public BflUnfinished Running { get; init; }

    [Description("The status of a task that failed: Error (default), or Failed.")]
    public BflFailed Failed { get; init; }

    [Description("The details of a task that failed; by default null.")]
    public JsonNode? FailureDetails { get; init; }

    [Description("How progress is told: fraction (default, 0 to 1), percent (0 to 100) or none (null).")]
    public BflProgress Progress { get; init; }
}

/// <summary>What an unfinished task may be called.</summary>
internal enum BflUnfinished
{
    Pending,
    Reasoning,
    Generating,
}

/// <summary>What a failed task may be called.</summary>
internal enum BflFailed
{
    Error,
    Failed,
}

/// <summary>The scale of progress.</summary>
internal enum BflProgress
{
    Fraction,
    Percent,
    None,
}
