using System.Numerics;

namespace Emulator.Images.Captions;

/// <summary>A text that a request wants to see on its picture: one line in the upper left corner, cut where the picture ends.</summary>
internal static class Watermark
{
    /// <summary>Smaller pictures have no room for a letter.</summary>
    private const int LeastSidePixels = 32;

    private const int MostLetters = 40;

    private static readonly Vector3 Bright = new(250f, 250f, 248f);

    /// <summary>The watermark; <see langword="null"/> where none was asked for, or nothing of it can be written.</summary>
    public static CaptionCard? For(PictureSpec spec)
    {
        if (spec.Watermark is not { Length: > 0 } text || spec.Size.ShorterSidePixels < LeastSidePixels)
        {
            return null;
        }

        var (cell, margin) = (Caption.CellOf(spec.Size), Caption.MarginOf(spec.Size));
        var room = (spec.Size.WidthPixels - (2 * (margin + CaptionCard.PaddingOf(cell)))) / (Glyph.Advance * cell);
        var letters = Alphabet.LettersOf(text).Take(Math.Clamp(room, 1, MostLetters)).ToArray();
        return letters.Length == 0 ? null : new CaptionCard(margin, margin, [new CaptionLine(letters, cell, Bright)]);
    }
}
