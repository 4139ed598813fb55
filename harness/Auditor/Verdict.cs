namespace Auditor;

/// <summary>The sum of what was found about a run.</summary>
internal sealed record Verdict
{
    public required IReadOnlyList<LimitVerdict> Limits { get; init; }

    /// <summary>Expected ones included; <see cref="Finding.IsExpected"/> tells them apart.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    public required RunFigures Figures { get; init; }

    /// <summary>What a reader must know to weigh the verdict; no note fails a run.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>
    /// Nothing is held against the client that the scenario does not demand, and every limit that had to be judged was.
    /// </summary>
    public bool IsClean =>
        Findings.All(finding => finding.IsExpected) && Limits.All(limit => limit.Outcome is not LimitOutcome.NotJudged);

    public override string ToString() => VerdictText.Of(this);
}
