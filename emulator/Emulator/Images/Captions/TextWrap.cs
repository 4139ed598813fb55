using System.Text;

namespace Emulator.Images.Captions;

/// <summary>Breaks texts into lines of letters that are all equally wide.</summary>
internal static class TextWrap
{
    private static readonly Rune Blank = new(' ');
    private static readonly Rune Ellipsis = new('…');

    /// <summary>Lines of words; a word that no line can hold is broken, and where lines are too few the last ends with an ellipsis.</summary>
    public static List<Rune[]> Words(IEnumerable<Rune> letters, int lettersOfALine, int mostLines)
    {
        List<Rune[]> lines = [];
        List<Rune> line = [];
        foreach (var letter in letters)
        {
            if (line.Count == lettersOfALine)
            {
                var cut = letter == Blank ? line.Count : line.LastIndexOf(Blank);
                var kept = cut <= 0 ? line.Count : cut;
                if (lines.Count == mostLines - 1)
                {
                    lines.Add(Shortened(line));
                    return lines;
                }

                lines.Add([.. line.Take(kept)]);
                line = [.. line.Skip(kept).SkipWhile(each => each == Blank)];
            }

            if (letter != Blank || line.Count > 0)
            {
                line.Add(letter);
            }
        }

        if (line.Count > 0 && mostLines > 0)
        {
            lines.Add([.. line]);
        }

        return lines;
    }

    /// <summary>Lines of facts with a dot between those that share one; what has no place is left out from the end.</summary>
    public static List<Rune[]> Facts(IEnumerable<string> facts, int lettersOfALine, int mostLines)
    {
        List<Rune[]> lines = [];
        foreach (var fact in facts)
        {
            Rune[] letters = [.. Alphabet.LettersOf(fact)];
            var joined = lines.Count == 0 ? letters : Joined(lines[^1], letters);
            if (joined.Length <= lettersOfALine && lines.Count > 0)
            {
                lines[^1] = joined;
            }
            else if (lines.Count < mostLines)
            {
                lines.AddRange(Words(letters, lettersOfALine, mostLines - lines.Count));
            }
        }

        return lines;
    }

    private static Rune[] Joined(Rune[] line, Rune[] fact) => [.. line, Blank, new Rune('·'), Blank, .. fact];

    private static Rune[] Shortened(List<Rune> line) => [.. line.Take(line.Count - 1), Ellipsis];
}
