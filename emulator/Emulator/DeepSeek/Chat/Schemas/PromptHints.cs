using System.Globalization;

namespace Emulator.DeepSeek.Chat.Schemas;

/// <summary>What a user's words offer to fill in: quoted texts, names, numbers.</summary>
internal sealed class PromptHints
{
    private const int LongestText = 4000;
    private const int MostHints = 16;

    private static readonly char[] Marks = ['.', ',', '!', '?', ';', ':', '(', ')', '[', ']', '{', '}', '"', '\'', '\u201C', '\u201D'];
    private static readonly string[] BeforeNames = ["in", "for", "of", "at", "from", "to", "near", "about", "on"];
    private static readonly string[] NoNames = ["I", "I'm", "I'd", "The", "A", "An", "JSON"];
    private static readonly string[] Articles = ["the", "a", "an", "my", "your", "this", "that", "me", "it", "us"];

    private PromptHints(string text) => Text = text;

    public static PromptHints Empty { get; } = new("");

    /// <summary>The words themselves.</summary>
    public string Text { get; }

    /// <summary>Quoted texts and names, quoted ones first, each once.</summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    public IReadOnlyList<double> Numbers { get; private init; } = [];

    public static PromptHints From(string text)
    {
        text = WithoutJson(text.Length > LongestText ? text[..LongestText] : text).Trim();
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string[] names = [.. Quoted(text).Concat(Capitalised(words)).Distinct(StringComparer.Ordinal).Take(MostHints)];
        return new PromptHints(text)
        {
            Names = names.Length > 0 ? names : [.. AfterPreposition(words).Take(1)],
            Numbers =
            [
                .. words.Select(word => word.Trim(Marks))
                    .Select(word => double.TryParse(word, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                        ? number
                        : (double?)null)
                    .OfType<double>().Take(MostHints),
            ],
        };
    }

    /// <summary>The same with one name only.</summary>
    public PromptHints Only(string name) => new(Text) { Names = [name], Numbers = Numbers };

    /// <summary>An example or a schema is not what the user talks about.</summary>
    private static string WithoutJson(string text)
    {
        var from = text.IndexOf('{', StringComparison.Ordinal);
        var to = text.LastIndexOf('}');
        return from >= 0 && to > from ? $"{text[..from]} {text[(to + 1)..]}" : text;
    }

    private static IEnumerable<string> Quoted(string text)
    {
        var parts = text.Replace('\u201C', '"').Replace('\u201D', '"').Split('"');
        for (var index = 1; index < parts.Length - 1; index += 2)
        {
            if (parts[index].Trim() is { Length: > 0 } quoted)
            {
                yield return quoted;
            }
        }
    }

    /// <summary>Runs of words with a capital that do not begin a sentence.</summary>
    private static IEnumerable<string> Capitalised(string[] words)
    {
        List<string> run = [];
        var beginsSentence = true;
        foreach (var word in words)
        {
            var bare = word.Trim(Marks);
            var isName = bare.Length > 1 && char.IsUpper(bare[0]) && !beginsSentence && !NoNames.Contains(bare);
            if (isName)
            {
                run.Add(bare);
            }

            if (run.Count > 0 && (!isName || Marks.Contains(word[^1])))
            {
                yield return string.Join(' ', run);
                run.Clear();
            }

            beginsSentence = word[^1] is '.' or '!' or '?' or ':';
        }

        if (run.Count > 0)
        {
            yield return string.Join(' ', run);
        }
    }

    private static IEnumerable<string> AfterPreposition(string[] words)
    {
        for (var index = 0; index + 1 < words.Length; index++)
        {
            var next = words[index + 1].Trim(Marks);
            if (BeforeNames.Contains(words[index].ToLowerInvariant()) && next.Length > 1 && !Articles.Contains(next.ToLowerInvariant()))
            {
                yield return next;
            }
        }
    }
}
