using Harness.Reports;

namespace Harness.Tests.Reports;

public sealed class ReportTests
{
    private static readonly IReadOnlyList<ScenarioRow> Rows =
    [
        new()
        {
            Name = "healthy",
            Title = "All is well",
            Outcome = ScenarioOutcome.Passed,
            Calls = 12,
            Attempts = 12,
            AllowanceShare = 0.12,
            MicroUsd = 1234,
            Findings = [],
            Failures = [],
            VirtualTime = TimeSpan.FromSeconds(4.2),
            RealTime = TimeSpan.FromMilliseconds(310),
            JournalSha256 = "00ff",
        },
        new()
        {
            Name = "positive-control",
            Title = "Guilty as expected",
            Outcome = ScenarioOutcome.Passed,
            Calls = 1200,
            Attempts = 4800,
            Refusals = 4700,
            AllowanceShare = 1,
            Findings = [new FindingRow("limit_exceeded", 1, true, "1 200 arrivals in a window of 100.")],
            Faults = new Dictionary<string, int> { ["refuse"] = 3, ["cut"] = 1 },
            Failures = [],
            VirtualTime = TimeSpan.FromHours(3),
            RealTime = TimeSpan.FromSeconds(2.5),
        },
        new()
        {
            Name = "broken",
            Title = "Not as expected",
            Outcome = ScenarioOutcome.Failed,
            Findings = [new FindingRow("retry_after_ignored", 2, false, "step-01-1 came back early.")],
            Failures = ["step 01: 1 of 1 calls did not end as succeeded", "a | bar and a \u0001 control character"],
        },
        new() { Name = "void", Title = "Did not fly", Outcome = ScenarioOutcome.Void, Findings = [], Failures = ["nothing is runnable"] },
    ];

    [Fact]
    public void TableReport_Redirected_IsPlainText()
    {
        using var output = new StringWriter();

        TableReport.Write(Rows, output, isTerminal: false);

        Assert.DoesNotContain("\u001b", output.ToString(), StringComparison.Ordinal);
        Golden.Check(string.Join('\n', output.ToString().Split('\n').Select(line => line.TrimEnd())), "table.txt");
    }

    [Fact]
    public void MarkdownReport_EveryOutcome_AsVerified() => Golden.Check(MarkdownReport.Render(Rows), "summary.md.txt");

    [Fact]
    public void JUnitReport_EveryOutcome_AsVerified() => Golden.Check(JUnitReport.Render(Rows).ToString(), "junit.xml");

    [Fact]
    public void JsonReport_EveryOutcome_AsVerified() => Golden.Check(JsonReport.Render(Rows), "summary.json");
}
