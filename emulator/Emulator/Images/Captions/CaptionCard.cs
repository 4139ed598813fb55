using System.Numerics;
using System.Text;
using Emulator.Images.Scenes;

namespace Emulator.Images.Captions;

/// <summary>Lines of text on a dark card with round corners, which lets the picture shine through.</summary>
internal sealed class CaptionCard
{
    private const float Opacity = 0.74f;

    private static readonly Vector3 Ground = new(14f, 16f, 22f);

    private readonly List<PlacedLine> _lines = [];
    private readonly float _radiusPixels;

    /// <param name="left">The card's place.</param>
    /// <param name="top">The card's place.</param>
    /// <param name="lines">What it says.</param>
    public CaptionCard(int left, int top, IReadOnlyList<CaptionLine> lines)
    {
        Left = left;
        Top = top;
        var cell = lines.Max(line => line.CellPixels);
        var padding = PaddingOf(cell);
        _radiusPixels = cell < 2 ? 0f : padding;
        var y = top + padding - (cell * 2);
        Dictionary<(Rune, int), GlyphMask> masks = [];
        foreach (var line in lines)
        {
            _lines.Add(new PlacedLine(left + padding, y, line, masks));
            y += line.PitchPixels;
        }

        WidthPixels = (2 * padding) + lines.Max(line => line.WidthPixels);
        HeightPixels = HeightOf(lines);
    }

    public int Left { get; }

    public int Top { get; }

    public int WidthPixels { get; }

    public int HeightPixels { get; }

    /// <summary>The free space about the text.</summary>
    public static int PaddingOf(int cellPixels) => cellPixels < 2 ? 2 : 4 * cellPixels;

    public static int HeightOf(IReadOnlyList<CaptionLine> lines) =>
        (2 * PaddingOf(lines.Max(line => line.CellPixels))) + lines.Sum(line => line.PitchPixels) - lines[^1].CellPixels;

    public void Blend(int y, ColourRow row)
    {
        if (y < Top || y >= Top + HeightPixels)
        {
            return;
        }

        BlendGround(y - Top, row);
        foreach (var line in _lines)
        {
            line.Blend(y, row);
        }
    }

    private void BlendGround(int y, ColourRow row)
    {
        // Near its top and bottom the card is narrower by what its corners lack.
        var toCorner = _radiusPixels - Math.Min(y, HeightPixels - 1 - y) - 0.5f;
        var inset = toCorner <= 0f ? 0f : _radiusPixels - MathF.Sqrt((_radiusPixels * _radiusPixels) - (toCorner * toCorner));
        Colours ground = new(Ground);
        Vector<float> start = new(Left + inset - 0.5f);
        Vector<float> end = new(Left + WidthPixels - inset + 0.5f);
        Vector<float> half = new(0.5f);
        Vector<float> opacity = new(Opacity);
        var last = Math.Min(row.Count - 1, (Left + WidthPixels) / Vector<float>.Count);
        for (var x = Left / Vector<float>.Count; x <= last; x++)
        {
            var middle = ColourRow.ColumnsOf(x) + half;
            var cover = Colours.Share(middle - start) * Colours.Share(end - middle);
            row[x] = Colours.Mix(row[x], ground, cover * opacity);
        }
    }

    private sealed class PlacedLine
    {
        private readonly int _left;
        private readonly int _top;
        private readonly CaptionLine _line;
        private readonly GlyphMask[] _masks;

        public PlacedLine(int left, int top, CaptionLine line, Dictionary<(Rune Letter, int CellPixels), GlyphMask> masks)
        {
            (_left, _top, _line) = (left, top, line);
            _masks = Array.ConvertAll(line.Letters, letter =>
            {
                if (!masks.TryGetValue((letter, line.CellPixels), out var mask))
                {
                    masks.Add((letter, line.CellPixels), mask = new GlyphMask(Alphabet.Of(letter), line.CellPixels));
                }

                return mask;
            });
        }

        public void Blend(int y, ColourRow row)
        {
            if (y < _top || y >= _top + (Glyph.Rows * _line.CellPixels))
            {
                return;
            }

            var left = _left;
            foreach (var mask in _masks)
            {
                var cover = mask.Row(y - _top);
                for (var i = 0; i < cover.Length; i++)
                {
                    if (cover[i] > 0f && left + i < row.WidthPixels)
                    {
                        row.Blend(left + i, _line.Colour, cover[i]);
                    }
                }

                left += mask.WidthPixels;
            }
        }
    }
}
