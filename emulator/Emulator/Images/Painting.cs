using System.Numerics;

namespace Emulator.Images;

/// <summary>
/// A picture as rows of 8-bit RGB. Only exactly rounded arithmetic goes into it, so that it is the same on every machine.
/// Rows must be asked for by one thread at a time.
/// </summary>
internal sealed class Painting
{
    private readonly Scene _scene;
    private readonly Vector3[] _row;
    private readonly uint _grain;

    public Painting(PictureSpec spec)
    {
        Size = spec.Size;
        _row = new Vector3[spec.Size.WidthPixels];
        var palette = Palette.For(spec.Prompt);
        Draws draws = new(spec.Seed, spec.Prompt);
        _grain = (uint)draws.Next();
        _scene = draws.Next() % 3 == 0
            ? new OrbScene(spec.Size, palette, draws)
            : new HillScene(spec.Size, palette, draws);
    }

    public PictureSize Size { get; }

    /// <summary>Writes one row as red, green, blue bytes, left to right.</summary>
    public void PaintRow(int y, Span<byte> rgb)
    {
        _scene.PaintRow(y, _row);
        var rowGrain = _grain + ((uint)y * 0x9E3779B1);
        for (var x = 0; x < _row.Length; x++)
        {
            // A grain of about one step in 256 keeps smooth gradients from showing bands.
            var hash = (rowGrain ^ (uint)x) * 0x85EBCA6B;
            hash = (hash ^ (hash >> 15)) * 0xC2B2AE35;
            var grain = 0.5f + (((hash >> 16) / 65536f) - 0.5f) * 2.4f;
            var colour = _row[x];
            rgb[3 * x] = Quantize(colour.X + grain);
            rgb[(3 * x) + 1] = Quantize(colour.Y + grain);
            rgb[(3 * x) + 2] = Quantize(colour.Z + grain);
        }
    }

    private static byte Quantize(float channel) => (byte)Math.Clamp((int)channel, 0, 255);
}
