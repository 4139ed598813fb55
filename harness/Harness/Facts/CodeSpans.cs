namespace Harness.Facts;

/// <summary>Finds the code spans of a line of Markdown: between runs of as many backticks.</summary>
internal static class CodeSpans
{
    public static IReadOnlyList<string> Of(string markdown)
    {
        List<string> spans = [];
        for (var start = markdown.IndexOf('`', StringComparison.Ordinal); start >= 0 && start < markdown.Length;)
        {
            var length = RunAt(markdown, start);
            if (EndOf(markdown, start + length, length) is not { } end)
            {
                break;
            }

            spans.Add(Trimmed(markdown[(start + length)..end]));
            start = markdown.IndexOf('`', end + length);
        }

        return spans;
    }

    private static int? EndOf(string text, int from, int length)
    {
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] != '`')
            {
                continue;
            }

            var run = RunAt(text, at);
            if (run == length)
            {
                return at;
            }

            at += run - 1;
        }

        return null;
    }

    private static int RunAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && text[end] == '`')
        {
            end++;
        }

        return end - at;
    }

    /// <summary>A space on both sides is there to keep backticks apart, and is no part of the span.</summary>
    private static string Trimmed(string span) =>
        span.Length > 2 && span[0] == ' ' && span[^1] == ' ' && span.AsSpan().ContainsAnyExcept(' ') ? span[1..^1] : span;
}
