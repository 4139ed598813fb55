namespace Harness.Facts;

/// <summary>A row of a table in a Markdown text, with the head of its table.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Head">The table's first row.</param>
/// <param name="Cells">Its own cells.</param>
internal sealed record MarkdownRow(int Line, IReadOnlyList<string> Head, IReadOnlyList<string> Cells)
{
    /// <summary>The rows of all tables, heads and their rules left out.</summary>
    public static IEnumerable<MarkdownRow> Of(string text)
    {
        IReadOnlyList<string>? head = null;
        foreach (var (index, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            if (!line.StartsWith('|'))
            {
                head = null;
            }
            else if (head is null)
            {
                head = CellsOf(line);
            }
            else if (line.AsSpan().ContainsAnyExcept("|-: "))
            {
                yield return new MarkdownRow(index + 1, head, CellsOf(line));
            }
        }
    }

    private static List<string> CellsOf(string line)
    {
        List<string> cells = [];
        var start = 1;
        for (var at = 1; at < line.Length; at++)
        {
            if (line[at] == '|' && line[at - 1] != '\\')
            {
                cells.Add(line[start..at].Replace("\\|", "|", StringComparison.Ordinal).Trim());
                start = at + 1;
            }
        }

        return cells;
    }
}
