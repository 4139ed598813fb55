using System.Text;
using Emulator.Images;
using Emulator.Images.Captions;

namespace Emulator.Tests.Images;

/// <summary>
/// Reads a caption out of pixels, as a person would: it looks where letters must stand, whether their dots are bright, and
/// takes the letter whose dots they are.
/// </summary>
internal sealed class CaptionReader(PictureSize size, Func<int, int, double> brightnessAt)
{
    private static readonly Dictionary<Glyph, char> Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.,·×…äöüéß"
        .ToDictionary(letter => Alphabet.Of(new Rune(letter)), letter => letter);

    /// <summary>What stands in the line with this number, counted from the card's foot, whose letters have dots at this distance.</summary>
    public string Line(int fromFoot, int cell)
    {
        var largest = Caption.CellOf(size);
        var padding = CaptionCard.PaddingOf(largest);
        var left = Caption.MarginOf(size) + padding;

        // The card's foot is a padding and a dot's row below the pitch of its last line, whose letters begin two dots above.
        var top = size.HeightPixels - Caption.MarginOf(size) - padding + cell - (11 * cell * (fromFoot + 1)) - (2 * largest);
        StringBuilder text = new();
        for (var at = left; at + (Glyph.Advance * cell) <= size.WidthPixels; at += Glyph.Advance * cell)
        {
            text.Append(Letters.GetValueOrDefault(GlyphAt(at, top, cell), '?'));
        }

        return text.ToString().TrimEnd('?', ' ');
    }

    private Glyph GlyphAt(int left, int top, int cell)
    {
        var dots = 0UL;
        for (var row = 0; row < Glyph.Rows; row++)
        {
            for (var column = 0; column < Glyph.Columns; column++)
            {
                var y = top + (row * cell) + (cell / 2);
                var isBright = y < size.HeightPixels && brightnessAt(left + (column * cell) + (cell / 2), y) > 150;
                dots |= isBright ? 1UL << ((Glyph.Columns * row) + Glyph.Columns - 1 - column) : 0;
            }
        }

        return new Glyph(dots);
    }
}
