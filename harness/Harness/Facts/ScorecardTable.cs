using System.Globalization;
using Harness.Reports;
using Spectre.Console;

namespace Harness.Facts;

/// <summary>The scorecards on the terminal.</summary>
internal static class ScorecardTable
{
    public static void Write(IReadOnlyList<Scorecard> cards, TextWriter output, bool isTerminal)
    {
        var console = ReportConsole.On(output, isTerminal);
        console.Write(TableOf(cards));
        console.WriteLine(Scorecard.ScoreExplained);
        console.WriteLine(Scorecard.TestedExplained);
        foreach (var card in cards)
        {
            foreach (var loose in card.Loose)
            {
                console.WriteLine($"{card.Dialect}: {loose}");
            }
        }
    }

    private static Table TableOf(IReadOnlyList<Scorecard> cards)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("dialect");
        foreach (var figure in Enum.GetValues<FactGrade>().Select(FactWords.Of).Concat(["facts", "tested", "not imitated", "oldest", "score"]))
        {
            table.AddColumn(new TableColumn(figure).RightAligned());
        }

        foreach (var card in cards)
        {
            table.AddRow(
            [
                new Text(card.Dialect),
                .. Enum.GetValues<FactGrade>().Select(grade => Number(card.Grades[grade])),
                Number(card.Facts),
                new Text(
                    card.Tested.ToString(CultureInfo.InvariantCulture),
                    card.Loose.Count == 0 ? Color.Default : Color.Red),
                Number(card.NotImitated),
                new Text(card.Oldest?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-"),
                new Text(Words.Share(card.Score)),
            ]);
        }

        return table;
    }

    private static Text Number(int number) => new(number.ToString(CultureInfo.InvariantCulture));
}
