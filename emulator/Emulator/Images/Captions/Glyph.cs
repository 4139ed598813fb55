using System.Globalization;
using System.Numerics;

namespace Emulator.Images.Captions;

/// <summary>
/// The dots of one letter: twelve rows of five, of which three are for accents above capitals, seven for capitals and two
/// for what hangs below the line.
/// </summary>
internal readonly record struct Glyph(ulong Dots)
{
    public const int Columns = 5;
    public const int Rows = 12;

    /// <summary>The row in which capitals begin.</summary>
    public const int FirstRow = 3;

    /// <summary>How far the next letter is.</summary>
    public const int Advance = 6;

    public bool this[int column, int row] =>
        column is >= 0 and < Columns && row is >= 0 and < Rows && ((Dots >> ((Columns * row) + Columns - 1 - column)) & 1) == 1;

    /// <summary>Reads two hexadecimal digits for each row; the highest of five bits is the left dot.</summary>
    public static Glyph Parse(ReadOnlySpan<char> digits, int firstRow = FirstRow)
    {
        var dots = 0UL;
        for (var i = 0; i < digits.Length; i += 2)
        {
            var row = ulong.Parse(digits.Slice(i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            dots |= row << (Columns * (firstRow + (i / 2)));
        }

        return new Glyph(dots);
    }

    /// <summary>The lines that join neighbouring dots, slanting ones only where no straight ones do; a dot alone is a line to itself.</summary>
    public IEnumerable<(Vector2 From, Vector2 To)> Strokes()
    {
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                if (this[column, row])
                {
                    foreach (var to in StrokesFrom(column, row))
                    {
                        yield return (new Vector2(column, row), to);
                    }
                }
            }
        }
    }

    private IEnumerable<Vector2> StrokesFrom(int column, int row)
    {
        var (left, right, below) = (this[column - 1, row], this[column + 1, row], this[column, row + 1]);
        if (right)
        {
            yield return new Vector2(column + 1, row);
        }

        if (below)
        {
            yield return new Vector2(column, row + 1);
        }

        if (!right && !below && this[column + 1, row + 1])
        {
            yield return new Vector2(column + 1, row + 1);
        }

        if (!left && !below && this[column - 1, row + 1])
        {
            yield return new Vector2(column - 1, row + 1);
        }

        // Dots that another one's stroke reaches get a second, which changes nothing.
        yield return new Vector2(column, row);
    }
}
