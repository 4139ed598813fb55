using System.Globalization;

namespace Harness.Reports;

/// <summary>Numbers and times as reports print them, the same in every culture.</summary>
internal static class Words
{
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    public static string Share(double? share) =>
        share is { } value ? (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "-";

    public static string Money(long microUsd) => (microUsd / 1e6m).ToString("0.0000", CultureInfo.InvariantCulture) + " USD";

    public static string Duration(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => time.TotalHours.ToString("0.00", CultureInfo.InvariantCulture) + " h",
        { TotalMinutes: >= 1 } => time.TotalMinutes.ToString("0.0", CultureInfo.InvariantCulture) + " min",
        { TotalSeconds: >= 1 } => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        _ => time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms",
    };

    public static string Outcome(ScenarioOutcome outcome) => outcome switch
    {
        ScenarioOutcome.Passed => "passed",
        ScenarioOutcome.Failed => "FAILED",
        _ => "VOID",
    };

    public static string Findings(IReadOnlyList<FindingRow> findings) => findings.Count == 0
        ? "none"
        : string.Join(", ", findings.Select(finding =>
            $"{finding.Code} x{Count(finding.Count)}{(finding.IsExpected ? " (expected)" : "")}"));

    public static string Faults(IReadOnlyDictionary<string, int> faults) => faults.Count == 0
        ? "none"
        : string.Join(", ", faults.OrderBy(fault => fault.Key, StringComparer.Ordinal).Select(fault => $"{fault.Key} x{Count(fault.Value)}"));
}
