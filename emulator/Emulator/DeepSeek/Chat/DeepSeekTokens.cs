using System.Text;

namespace Emulator.DeepSeek.Chat;

/// <summary>The provider's own rule of thumb for tokens: 0.3 a character, 0.6 a Chinese one.</summary>
internal static class DeepSeekTokens
{
    private const int LongestPiece = 4;

    public static int Count(string text)
    {
        var tenths = 0L;
        foreach (var rune in text.EnumerateRunes())
        {
            tenths += Tenths(rune);
        }

        return (int)((tenths + 9) / 10);
    }

    /// <summary>The longest beginning of a text that has no more than so many tokens.</summary>
    public static string Truncate(string text, int maxTokens)
    {
        var tenths = 0L;
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            tenths += Tenths(rune);
            if (tenths > maxTokens * 10L)
            {
                return text[..length];
            }

            length += rune.Utf16SequenceLength;
        }

        return text;
    }

    /// <summary>A text in pieces of about one token; words keep the space before them, and no character is broken.</summary>
    public static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        for (var index = 1; index <= text.Length; index++)
        {
            var isEnd = index == text.Length
                || (char.IsWhiteSpace(text[index]) && !char.IsWhiteSpace(text[index - 1]))
                || index - start >= LongestPiece;
            if (isEnd && (index == text.Length || !char.IsLowSurrogate(text[index])))
            {
                yield return text[start..index];
                start = index;
            }
        }
    }

    private static int Tenths(Rune rune) => rune.Value is (>= 0x2E80 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF) ? 6 : 3;
}
