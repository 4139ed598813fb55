using System.Text;

namespace Emulator.DeepSeek.Chat;

/// <summary>The provider's own rule of thumb for tokens: 0.3 a character, 0.6 a Chinese one.</summary>
internal static class DeepSeekTokens
{
    private const int LongestPiece = 4;
    private const long NarrowTenths = 3;

    /// <summary>Before it no character is Chinese, and each is one unit of UTF-16.</summary>
    private const char FirstWide = '\u2E80';

    public static int Count(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstWide, char.MaxValue))
        {
            return (int)(((text.Length * NarrowTenths) + 9) / 10);
        }

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
        for (var start = 0; start < text.Length;)
        {
            var end = EndOfPiece(text, start);
            yield return text[start..end];
            start = end;
        }
    }

    /// <summary>How many pieces there are.</summary>
    public static int CountPieces(string text)
    {
        var count = 0;
        for (var start = 0; start < text.Length; start = EndOfPiece(text, start))
        {
            count++;
        }

        return count;
    }

    private static int EndOfPiece(string text, int start)
    {
        for (var index = start + 1; index < text.Length; index++)
        {
            var isEnd = index - start >= LongestPiece || (char.IsWhiteSpace(text[index]) && !char.IsWhiteSpace(text[index - 1]));
            if (isEnd && !char.IsLowSurrogate(text[index]))
            {
                return index;
            }
        }

        return text.Length;
    }

    /// <summary>The tenths of one unit of UTF-16; the second half of a pair counts nothing.</summary>
    public static int Tenths(char character) => character < FirstWide ? (int)NarrowTenths : character switch
    {
        <= '\u9FFF' or (>= '\uF900' and <= '\uFAFF') or (>= '\uD840' and <= '\uD8BF') => 6,
        >= '\uDC00' and <= '\uDFFF' => 0,
        _ => (int)NarrowTenths,
    };

    private static int Tenths(Rune rune) => rune.Value is (>= 0x2E80 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF) ? 6 : 3;
}
