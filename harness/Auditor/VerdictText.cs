using System.Globalization;
using System.Text;

namespace Auditor;

/// <summary>Writes a verdict for a terminal: what matters first, columns aligned, the same in every culture.</summary>
internal static class VerdictText
{
    public static string Of(Verdict verdict)
    {
        var text = new StringBuilder();
        text.Append(Headline(verdict)).Append('\n');
        AppendTable(text, "Limits", [.. verdict.Limits.Select(Row)]);
        foreach (var limit in verdict.Limits.Where(limit => limit.Why.Length > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {limit.Name}: {limit.Why}\n");
        }

        if (verdict.Findings.Count > 0)
        {
            text.Append("\nFindings\n");
            foreach (var finding in verdict.Findings)
            {
                Append(text, finding);
            }
        }

        Append(text, verdict.Figures);
        if (verdict.Notes.Count > 0)
        {
            text.Append("\nNotes\n").AppendJoin("", verdict.Notes.Select(note => $"  {note}\n"));
        }

        return text.ToString();
    }

    private static string Headline(Verdict verdict)
    {
        var unexpected = verdict.Findings.Count(finding => !finding.IsExpected);
        var notJudged = verdict.Limits.Count(limit => limit.Outcome is LimitOutcome.NotJudged);
        string?[] counts =
        [
            Count(unexpected, "finding"),
            Count(verdict.Findings.Count - unexpected, "expected finding"),
            Count(notJudged, "limit", " not judged"),
        ];
        var known = string.Join(", ", counts.OfType<string>());
        return (verdict.IsClean ? "CLEAN" : "NOT CLEAN") + (known.Length > 0 ? $": {known}" : "");
    }

    private static string? Count(int count, string what, string tail = "") => count switch
    {
        0 => null,
        1 => $"1 {what}{tail}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} {what}s{tail}"),
    };

    private static string[] Row(LimitVerdict limit) =>
    [
        limit.Outcome switch
        {
            LimitOutcome.Kept => "KEPT",
            LimitOutcome.Exceeded => "EXCEEDED",
            LimitOutcome.NotExercised => "NOT EXERCISED",
            _ => "NOT JUDGED",
        },
        limit.Name,
        limit.Subject,
        string.Create(CultureInfo.InvariantCulture, $"peak {limit.Peak} of {limit.Allowed} {FindingWords.Unit(limit.Unit)}")
            + (limit.Window is { } window ? $" in {FindingWords.Length(window)}" : ""),
        limit.Share is { } share ? Percent(share) + " used" : "",
        limit.ArrivalsOver > 0
            ? string.Create(CultureInfo.InvariantCulture, $"over: {limit.ArrivalsOver} arrivals (stretches: {limit.StretchesOver})")
            : "",
        limit.PeakAtNs is { } at ? $"peak at {FindingWords.Instant(at)}" : "",
    ];

    private static void AppendTable(StringBuilder text, string title, string[][] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        text.Append('\n').Append(title).Append('\n');
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (var row in rows)
        {
            var cells = row.Zip(widths).Where(cell => cell.Second > 0).Select(cell => cell.First.PadRight(cell.Second));
            text.Append("  ").Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }
    }

    private static void Append(StringBuilder text, Finding finding)
    {
        var about = FindingWords.About([finding.Limit, finding.Dialect, finding.Key]);
        var times = finding.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $", {finding.Count} times") : "";
        text.Append(CultureInfo.InvariantCulture, $"  {FindingWords.Of(finding.Code)}{about}{times}");
        text.Append(finding.IsExpected ? " (expected)\n" : "\n").Append(Line(finding.Count > 1 ? "first" : "", finding.First));
        if (finding.Worst != finding.First)
        {
            text.Append(Line("worst", finding.Worst));
        }
    }

    private static string Line(string name, Occurrence occurrence)
    {
        var instant = occurrence.AtNs is { } at ? $"at {FindingWords.Instant(at)}: " : "";
        return $"    {name}{(name.Length > 0 ? " " : "")}{instant}{occurrence.Sentence}\n";
    }

    private static void Append(StringBuilder text, RunFigures figures)
    {
        text.Append("\nFigures\n");
        text.Append(CultureInfo.InvariantCulture, $"  exchanges: {figures.Exchanges}");
        if (figures is { FirstArrivalNs: { } first, LastEndNs: { } last })
        {
            text.Append(CultureInfo.InvariantCulture, $" in {FindingWords.Length(last - first)} from {FindingWords.Instant(first)}");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n  paid work: calls {figures.Calls}, attempts {figures.Attempts}, ");
        text.Append(CultureInfo.InvariantCulture, $"retries {figures.Retries}, amplification {figures.Amplification:0.00}\n");
        text.Append(CultureInfo.InvariantCulture, $"  refusals: {figures.Refusals}; Retry-After: {figures.RetryAfter.Honoured} honoured, ");
        text.Append(CultureInfo.InvariantCulture, $"{figures.RetryAfter.Early} early");
        text.Append(figures.RetryAfter.Early > 0 ? $", worst by {FindingWords.Length(figures.RetryAfter.EarliestNs)}\n" : "\n");
        text.Append(CultureInfo.InvariantCulture, $"  statuses: {Listed(figures.Statuses)}\n  faults: {Listed(figures.Faults)}\n");
        text.Append(CultureInfo.InvariantCulture, $"  billed: {figures.MicroUsd / 1_000_000m:0.000000} USD, ");
        text.Append(CultureInfo.InvariantCulture, $"{figures.InputTokens} + {figures.OutputTokens} tokens, {figures.Images} images\n");
    }

    private static string Listed(IReadOnlyDictionary<string, long> counts) => counts.Count == 0
        ? "none"
        : string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key} x {count.Value}")));

    // Rounded down: what is short of a demand must never be printed as having reached it.
    private static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 10_000) / 100:0.00} %");
}
