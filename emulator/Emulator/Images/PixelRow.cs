namespace Emulator.Images;

/// <summary>
/// One row of a picture as three planes of bytes, with some pixels more behind its right edge, so that nobody treats the rest
/// of a row apart.
/// </summary>
internal sealed class PixelRow(int widthPixels)
{
    /// <summary>Rows are this many pixels long, or twice as many, and so on: whole vectors on every processor.</summary>
    public const int Step = 64;

    private readonly byte[] _red = new byte[PaddedOf(widthPixels)];
    private readonly byte[] _green = new byte[PaddedOf(widthPixels)];
    private readonly byte[] _blue = new byte[PaddedOf(widthPixels)];

    public Span<byte> Red => _red;

    public Span<byte> Green => _green;

    public Span<byte> Blue => _blue;

    /// <summary>A width with the pixels behind the edge.</summary>
    public static int PaddedOf(int widthPixels) => (widthPixels + Step - 1) / Step * Step;

    public void CopyTo(PixelRow other)
    {
        Red.CopyTo(other.Red);
        Green.CopyTo(other.Green);
        Blue.CopyTo(other.Blue);
    }
}
