using System.Text;

namespace Harness.Reports;

/// <summary>The same table for a pull request or a job's summary page.</summary>
internal static class MarkdownReport
{
    public static string Render(IReadOnlyList<ScenarioRow> rows)
    {
        var text = new StringBuilder();
        var passed = rows.Count(row => row.Outcome is ScenarioOutcome.Passed);
        Line(text, $"# Harness: {passed} of {rows.Count} scenarios passed");
        Line(text);
        Line(text, "| scenario | outcome | calls | attempts | 429s | allowance used | findings | faults met | billed | virtual | real |");
        Line(text, "|---|---|--:|--:|--:|--:|---|---|--:|--:|--:|");
        foreach (var row in rows)
        {
            var outcome = row.Outcome is ScenarioOutcome.Passed ? "passed" : $"**{row.Outcome}**";
            Line(
                text,
                $"| {Cell(row.Name)} | {outcome} | {Words.Count(row.Calls)} | {Words.Count(row.Attempts)} | {Words.Count(row.Refusals)} "
                + $"| {Words.Share(row.AllowanceShare)} | {Cell(Words.Findings(row.Findings))} | {Cell(Words.Faults(row.Faults))} "
                + $"| {Words.Money(row.MicroUsd)} | {Words.Duration(row.VirtualTime)} | {Words.Duration(row.RealTime)} |");
        }

        foreach (var row in rows.Where(row => row.Failures.Count > 0))
        {
            Line(text);
            Line(text, $"## {Cell(row.Name)}");
            Line(text);
            foreach (var failure in row.Failures)
            {
                Line(text, $"- {Cell(failure)}");
            }
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string line = "") => text.Append(line).Append('\n');

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
