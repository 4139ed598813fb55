using System.Globalization;
using System.Xml.Linq;

namespace Harness.Reports;

/// <summary>JUnit XML: one test case a scenario; a void run is an error, anything found is a failure.</summary>
internal static class JUnitReport
{
    public static XDocument Render(IReadOnlyList<ScenarioRow> rows)
    {
        var failures = rows.Count(row => row.Outcome is ScenarioOutcome.Failed);
        var errors = rows.Count(row => row.Outcome is ScenarioOutcome.Void);
        XAttribute[] counts =
        [
            new("tests", rows.Count), new("failures", failures), new("errors", errors), new("skipped", 0),
            new("time", Seconds(rows.Aggregate(TimeSpan.Zero, (sum, row) => sum + row.RealTime))),
        ];
        return new XDocument(
            new XDeclaration("1.0", "utf-8", null),
            new XElement("testsuites", counts, new XElement("testsuite", new XAttribute("name", "harness"), counts, rows.Select(Case))));
    }

    /// <summary>The document with its declaration.</summary>
    public static string Text(IReadOnlyList<ScenarioRow> rows)
    {
        var document = Render(rows);
        return $"{document.Declaration}\n{document}\n";
    }

    private static XElement Case(ScenarioRow row)
    {
        var message = string.Join('\n', row.Failures.Select(Printable));
        return new XElement(
            "testcase",
            new XAttribute("classname", "scenarios"),
            new XAttribute("name", row.Name),
            new XAttribute("time", Seconds(row.RealTime)),
            row.Outcome switch
            {
                ScenarioOutcome.Failed => new XElement("failure", new XAttribute("message", FirstLine(message)), new XAttribute("type", "findings"), message),
                ScenarioOutcome.Void => new XElement("error", new XAttribute("message", FirstLine(message)), new XAttribute("type", "void"), message),
                _ => null,
            },
            new XElement("system-out", Printable(
                $"calls={row.Calls} attempts={row.Attempts} 429s={row.Refusals} allowance={Words.Share(row.AllowanceShare)} "
                + $"findings={Words.Findings(row.Findings)} virtual={Words.Duration(row.VirtualTime)}")));
    }

    private static string FirstLine(string text) => text.Split('\n')[0];

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>XML has no way to write control characters.</summary>
    private static string Printable(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) && letter is not '\n' ? ' ' : letter));
}
