using System.Numerics;
using System.Text;

namespace Emulator.Images.Captions;

/// <summary>One line of a caption.</summary>
/// <param name="Letters">What it says.</param>
/// <param name="CellPixels">The distance of a letter's dots; capitals are seven of them high.</param>
/// <param name="Colour">Its colour, from 0 to 255.</param>
internal sealed record CaptionLine(Rune[] Letters, int CellPixels, Vector3 Colour)
{
    /// <summary>How far below it the next line stands.</summary>
    public int PitchPixels => 11 * CellPixels;

    public int WidthPixels => ((Glyph.Advance * Letters.Length) - 1) * CellPixels;
}
