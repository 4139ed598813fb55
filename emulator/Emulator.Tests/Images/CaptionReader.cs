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
    /// <summary>The last row of a letter is the next line's first, too, so neither is looked at.</summary>
    private const ulong InnerRows = ((1UL << (Glyph.Columns * (Glyph.Rows - 1))) - 1) & ~0x1FUL;

    private static readonly Dictionary<Glyph, char> Letters = "abcdefhiklmnorstuvwxzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -.·×…äöüéß"
        .Concat("gjpy,").ToDictionary(letter => new Glyph(Alphabet.Of(new Rune(letter)).Dots & InnerRows), letter => letter);

    /// <summary>What stands in a line whose letters have dots at this distance.</summary>
    /// <param name="cell">The distance.</param>
    /// <param name="below">The distances in the lines below it, downwards.</param>
    public string Line(int cell, IReadOnlyList<int> below)
    {
        var largest = Caption.CellOf(size);
        var padding = CaptionCard.PaddingOf(largest);
        var left = Caption.MarginOf(size) + padding;

        // A line is eleven dots high, and its letters begin two of the largest dots above it.
        var top = size.HeightPixels - Caption.MarginOf(size) - padding + (below.Count > 0 ? below[^1] : cell)
            - (11 * (cell + below.Sum())) - (2 * largest);
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
        for (var row = 1; row < Glyph.Rows - 1; row++)
        {
            for (var column = 0; column < Glyph.Columns; column++)
            {
                var isBright = Brightness(left + (column * cell), top + (row * cell), cell) > 150;
                dots |= isBright ? 1UL << ((Glyph.Columns * row) + Glyph.Columns - 1 - column) : 0;
            }
        }

        return new Glyph(dots);
    }

    private double Brightness(int left, int top, int cell)
    {
        var sum = 0.0;
        for (var y = top; y < top + cell; y++)
        {
            for (var x = left; x < left + cell; x++)
            {
                sum += y < size.HeightPixels ? brightnessAt(x, y) : 0;
            }
        }

        return sum / (cell * cell);
    }
}
