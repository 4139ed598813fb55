using Spectre.Console;

namespace Harness.Reports;

/// <summary>The table on the terminal; plain text without escapes when the output is not a terminal.</summary>
internal static class TableReport
{
    public static void Write(IReadOnlyList<ScenarioRow> rows, TextWriter output, bool isTerminal)
    {
        var console = ReportConsole.On(output, isTerminal);
        console.Write(TableOf(rows));
        foreach (var row in rows.Where(row => row.Failures.Count > 0))
        {
            console.WriteLine();
            console.WriteLine($"{row.Name}: {Words.Outcome(row.Outcome)}");
            foreach (var failure in row.Failures)
            {
                console.WriteLine($"  {failure}");
            }
        }
    }

    private static Table TableOf(IReadOnlyList<ScenarioRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("scenario").AddColumn("outcome");
        foreach (var figure in new[] { "calls", "attempts", "429s", "allowance used" })
        {
            table.AddColumn(new TableColumn(figure).RightAligned());
        }

        table.AddColumn("findings").AddColumn("faults met");
        foreach (var figure in new[] { "billed", "virtual", "real" })
        {
            table.AddColumn(new TableColumn(figure).RightAligned());
        }

        foreach (var row in rows)
        {
            table.AddRow(
                new Text(row.Name),
                new Text(Words.Outcome(row.Outcome), row.Outcome is ScenarioOutcome.Passed ? Color.Green : Color.Red),
                new Text(Words.Count(row.Calls)),
                new Text(Words.Count(row.Attempts)),
                new Text(Words.Count(row.Refusals)),
                new Text(Words.Share(row.AllowanceShare)),
                new Text(Words.Findings(row.Findings)),
                new Text(Words.Faults(row.Faults)),
                new Text(Words.Money(row.MicroUsd)),
                new Text(Words.Duration(row.VirtualTime)),
                new Text(Words.Duration(row.RealTime)));
        }

        return table;
    }
}
