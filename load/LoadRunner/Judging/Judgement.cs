using LoadRunner.Reporting;

namespace LoadRunner.Judging;

/// <summary>What the auditor made of a run's journal, in the report's words.</summary>
internal sealed record Judgement
{
    /// <summary>Nothing could be judged, and why.</summary>
    public static Judgement Impossible(string reason) => new()
    {
        Wire = null,
        Limits = [],
        Findings = [],
        Problem = reason,
    };

    public required WireReport? Wire { get; init; }

    public required IReadOnlyList<LimitReport> Limits { get; init; }

    public required IReadOnlyList<FindingReport> Findings { get; init; }

    /// <summary>Why there is no judgement; null when there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether everything is as the scenario says it must be.</summary>
    public bool IsClean { get; init; }
}
