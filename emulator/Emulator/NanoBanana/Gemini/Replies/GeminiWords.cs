using System.Text;
using Emulator.Chance;

namespace Emulator.NanoBanana.Gemini.Replies;

/// <summary>What the model says beside its pictures; drawn by the seed.</summary>
internal static class GeminiWords
{
    private const int LongestQuote = 120;

    private static readonly string[] Captions =
        ["Here is your picture: {0}.", "Sure, here it is: {0}.", "I have drawn this for you: {0}.", "This is what I made of it: {0}."];

    private static readonly string[] Thoughts =
    [
        "**Planning the composition**\n\nI place the subject first and keep the light from one side: {0}.",
        "**Weighing the details**\n\nThe colours must carry the mood, so I start from those: {0}.",
        "**Checking the draft**\n\nThe first sketch is too crowded; I leave more room around: {0}.",
    ];

    private static readonly string[] Instead =
    [
        "I would picture it like this: {0}, in soft morning light, seen from slightly above.",
        "Before I draw it, tell me more: which style and which colours should this have: {0}?",
        "I can describe it instead: {0}, calm and clear, with a wide sky behind.",
    ];

    private static readonly string[] Answers =
        ["In short, {0}.", "That depends; most would say of it: {0}.", "Let me put it simply: {0}."];

    public static string Caption(string prompt, ulong seed) => Of(Captions, "caption", prompt, seed);

    public static string Thought(string prompt, ulong seed) => Of(Thoughts, "thought", prompt, seed);

    public static string InsteadOfPicture(string prompt, ulong seed) => Of(Instead, "instead", prompt, seed);

    public static string Answer(string prompt, ulong seed) => Of(Answers, "answer", prompt, seed);

    /// <summary>The beginning of a prompt, cut between letters and never within one.</summary>
    public static string Short(string prompt)
    {
        var line = prompt.ReplaceLineEndings(" ").Trim();
        if (line.Length <= LongestQuote)
        {
            return line;
        }

        StringBuilder text = new(LongestQuote);
        foreach (var rune in line.EnumerateRunes())
        {
            if (text.Length + rune.Utf16SequenceLength > LongestQuote)
            {
                break;
            }

            text.Append(rune);
        }

        return text.ToString();
    }

    private static string Of(string[] forms, string purpose, string prompt, ulong seed) =>
        forms[(int)(Seed.For(seed, purpose) % (ulong)forms.Length)].Replace("{0}", Short(prompt).TrimEnd('.'), StringComparison.Ordinal);
}
