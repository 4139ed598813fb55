using System.Globalization;
using ScenarioFile;

namespace Harness.Facts;

/// <summary>What is known of one dialect, read from its <c>facts.md</c>: facts that are imitated, and those that are not.</summary>
internal sealed record FactsFile
{
    public const string Name = "facts.md";

    private static readonly string[] FactHead = ["id", "fact", "source", "date", "grade"];

    private static readonly string[] NotImitatedHead = [.. FactHead, "why not"];

    /// <summary>The dialect: <c>DeepSeek/Chat</c>.</summary>
    public required string Dialect { get; init; }

    public required IReadOnlyList<FactRow> Facts { get; init; }

    public required IReadOnlyList<FactRow> NotImitated { get; init; }

    /// <summary>Reads a file; its folder and the one above name the dialect.</summary>
    /// <exception cref="ScenarioFormatException">Rows are wrong.</exception>
    public static FactsFile Read(string path)
    {
        var folder = new FileInfo(path).Directory!;
        return Parse(File.ReadAllText(path), $"{folder.Parent!.Name}/{folder.Name}", path);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <exception cref="ScenarioFormatException">Rows are wrong; all of them are named.</exception>
    public static FactsFile Parse(string text, string dialect, string file)
    {
        List<ScenarioProblem> problems = [];
        List<FactRow> facts = [];
        List<FactRow> notImitated = [];
        HashSet<string> ids = [];
        foreach (var row in MarkdownRow.Of(text).Where(row => row.Head is ["id", ..]))
        {
            var isImitated = row.Head.SequenceEqual(FactHead);
            if (WhatIsWrong(row, isImitated, ids) is { } wrong)
            {
                problems.Add(new ScenarioProblem(new ScenarioPlace(file, row.Line, 1), row.Cells.Count > 0 ? row.Cells[0] : "", wrong.What, wrong.Remedy));
            }
            else
            {
                (isImitated ? facts : notImitated).Add(FactOf(row));
            }
        }

        return problems.Count > 0
            ? throw new ScenarioFormatException(problems)
            : new FactsFile { Dialect = dialect, Facts = facts, NotImitated = notImitated };
    }

    private static (string What, string Remedy)? WhatIsWrong(MarkdownRow row, bool isImitated, HashSet<string> ids)
    {
        if (!isImitated && !row.Head.SequenceEqual(NotImitatedHead))
        {
            return ($"its table has the columns {string.Join(", ", row.Head)}", $"use {string.Join(", ", NotImitatedHead)}, the last only for what is not imitated");
        }

        if (row.Cells.Count != row.Head.Count || row.Cells.Any(string.IsNullOrEmpty))
        {
            return ($"not every one of the columns {string.Join(", ", row.Head)} is filled, or there are more", "fill each, and write a bar inside as \\|");
        }

        if (!ids.Add(row.Cells[0]))
        {
            return ("the id is there twice", "give each fact one row");
        }

        if (!TryDate(row.Cells[3], out _))
        {
            return ($"{row.Cells[3]} is no date", "write 2026-09-14 or 2026-09");
        }

        if (!TryGrade(row.Cells[4], out _))
        {
            return ($"{row.Cells[4]} is no grade", $"use {string.Join(", ", Enum.GetValues<FactGrade>().Select(FactWords.Of))}");
        }

        return isImitated && CodeSpans.Of(row.Cells[1]).Count == 0
            ? ("the fact has no value in a code span", "name in `...` what its test expects, so that it can be altered")
            : null;
    }

    private static FactRow FactOf(MarkdownRow row)
    {
        TryDate(row.Cells[3], out var date);
        TryGrade(row.Cells[4], out var grade);
        return new FactRow
        {
            Id = row.Cells[0],
            Statement = row.Cells[1],
            Source = row.Cells[2],
            Date = date,
            Grade = grade,
            WhyNot = row.Cells.ElementAtOrDefault(5),
        };
    }

    private static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static bool TryGrade(string text, out FactGrade grade)
    {
        grade = Enum.GetValues<FactGrade>().FirstOrDefault(one => FactWords.Of(one) == text);
        return FactWords.Of(grade) == text;
    }
}
