using System.Text;

namespace Emulator.DeepSeek.Chat.Tools;

/// <summary>The words of a text, for finding out which tool it is about.</summary>
internal sealed class SpokenWords
{
    /// <summary>What a word in a tool's name counts; one in its description or parameters counts one.</summary>
    public const int NameScore = 10;

    private const int ShortestWord = 3;
    private const int LongestText = 4000;

    private static readonly HashSet<string> Ignored = new(StringComparer.Ordinal)
    {
        "the", "and", "for", "with", "that", "this", "what", "which", "when", "where", "who", "how", "are", "was", "you", "your", "can",
        "could", "would", "should", "please", "from", "into", "about", "given", "get", "set", "use", "using", "have", "has", "tool", "function",
        "return", "call", "not", "all", "any", "one", "some", "does", "did", "will", "like", "just", "hello", "name", "value", "text", "type",
        "user", "there", "they", "them", "then", "than", "their", "its", "but", "out", "say", "tell", "give", "make", "let", "run",
    };

    private readonly HashSet<string> _words;

    private SpokenWords(HashSet<string> words) => _words = words;

    public static SpokenWords Of(string text) =>
        new([.. Split(text.Length > LongestText ? text[^LongestText..] : text)]);

    /// <summary>How much a tool has in common with the text; 0 for nothing.</summary>
    public int ScoreOf(DeepSeekTool tool)
    {
        var score = Shared(tool.Name) * NameScore;
        score += Math.Min(NameScore - 1, Shared(tool.Description) + tool.ParameterNames.Sum(Shared));
        return score;
    }

    private int Shared(string text) => Split(text).Distinct(StringComparer.Ordinal).Count(_words.Contains);

    /// <summary>Words in lower case without an s at their end; of Chinese, every two characters that stand together.</summary>
    private static IEnumerable<string> Split(string text)
    {
        StringBuilder word = new();
        char? before = null;
        foreach (var letter in text)
        {
            var isWide = letter >= '\u2E80';
            var begins = char.IsUpper(letter) && before is { } last && char.IsLower(last);
            if ((begins || isWide || !char.IsLetterOrDigit(letter)) && word.Length > 0)
            {
                if (Whole(word) is { } whole)
                {
                    yield return whole;
                }

                word.Clear();
            }

            if (isWide && char.IsLetter(letter))
            {
                if (before >= '\u2E80' && char.IsLetter(before.Value))
                {
                    yield return $"{before}{letter}";
                }
            }
            else if (char.IsLetterOrDigit(letter))
            {
                word.Append(char.ToLowerInvariant(letter));
            }

            before = letter;
        }

        if (Whole(word) is { } end)
        {
            yield return end;
        }
    }

    private static string? Whole(StringBuilder word)
    {
        var text = word.ToString();
        return text.Length < ShortestWord || Ignored.Contains(text) ? null : text.Length > ShortestWord && text[^1] == 's' ? text[..^1] : text;
    }
}
