using Bogus;
using Emulator.Chance;

namespace Emulator.DeepSeek.Chat;

/// <summary>
/// Draws the words of one answer from Bogus's English lists, just as a seeded <see cref="Faker"/> draws them. A faker looks its
/// lists up anew for every word, under one lock for the whole process, which was most of what an answer cost.
/// </summary>
internal sealed class DeepSeekWords
{
    private static readonly string[] Phrases = WordList.Of("hacker", "phrase");
    private static readonly string[] Abbreviations = WordList.Of("hacker", "abbreviation");
    private static readonly string[] Adjectives = WordList.Of("hacker", "adjective");
    private static readonly string[] IngVerbs = WordList.Of("hacker", "ingverb");
    private static readonly string[] Nouns = WordList.Of("hacker", "noun");
    private static readonly string[] Verbs = WordList.Of("hacker", "verb");
    private static readonly string[] Colors = WordList.Of("commerce", "color");

    private readonly SubtractiveRandom _random;

    public DeepSeekWords(ulong contentSeed) => _random = new SubtractiveRandom((int)(contentSeed & int.MaxValue));

    public string Verb() => PickRandom(Verbs);

    public string Adjective() => PickRandom(Adjectives);

    public string Noun() => PickRandom(Nouns);

    public string Color() => PickRandom(Colors);

    /// <summary>A sentence; every kind of word is drawn for it whether it has a place for one or not.</summary>
    public string Phrase() => PickRandom(Phrases)
        .Replace("{{abbreviation}}", PickRandom(Abbreviations), StringComparison.Ordinal)
        .Replace("{{adjective}}", Adjective(), StringComparison.Ordinal)
        .Replace("{{ingverb}}", PickRandom(IngVerbs), StringComparison.Ordinal)
        .Replace("{{noun}}", Noun(), StringComparison.Ordinal)
        .Replace("{{verb}}", Verb(), StringComparison.Ordinal);

    /// <summary>A number, for whatever else is drawn.</summary>
    public int Draw() => _random.Below(int.MaxValue);

    public string PickRandom(params ReadOnlySpan<string> words) => words[_random.Below(words.Length)];

    /// <summary>Opens Bogus's lists, which only its own data sets may read.</summary>
    private sealed class WordList : DataSet
    {
        private WordList(string category) => Category = category;

        public static string[] Of(string category, string key)
        {
            var words = new WordList(category).GetArray(key);
            return [.. Enumerable.Range(0, words.Count).Select(index => words[index].StringValue)];
        }
    }
}
