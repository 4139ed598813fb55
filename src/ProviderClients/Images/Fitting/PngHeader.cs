using System.Buffers.Binary;

namespace ProviderClients.Images.Fitting;

/// <summary>The IHDR chunk of a PNG, checked.</summary>
/// <param name="Width">1 or more.</param>
/// <param name="Height">1 or more.</param>
/// <param name="Depth">1, 2, 4, 8 or 16 bits a sample.</param>
/// <param name="Colour">0 grey, 2 colour, 3 palette, 4 grey with alpha, 6 colour with alpha.</param>
/// <param name="IsInterlaced">Sent in the seven passes of Adam7.</param>
internal readonly record struct PngHeader(int Width, int Height, int Depth, int Colour, bool IsInterlaced)
{
    private const int Length = 13;

    /// <summary>Where each pass starts and how far apart its pixels are: left, top, right, down.</summary>
    private static readonly (int Left, int Top, int Right, int Down)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static readonly (int Left, int Top, int Right, int Down)[] Whole = [(0, 0, 1, 1)];

    public int SamplesPerPixel => Colour switch
    {
        2 => 3,
        4 => 2,
        6 => 4,
        _ => 1,
    };

    /// <summary>How far back a filter looks: whole bytes of one pixel, at least one.</summary>
    public int BytesPerPixel => Math.Max(1, SamplesPerPixel * Depth / 8);

    public (int Left, int Top, int Right, int Down)[] Passes => IsInterlaced ? Adam7 : Whole;

    /// <exception cref="InvalidDataException">It is none, or describes a picture that is not decoded.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length != Length)
        {
            throw new InvalidDataException("the PNG's header has a wrong length");
        }

        var header = new PngHeader(
            BinaryPrimitives.ReadInt32BigEndian(chunk), BinaryPrimitives.ReadInt32BigEndian(chunk[4..]), chunk[8], chunk[9], chunk[12] == 1);
        PixelGrid.CheckSize(header.Width, header.Height);
        var isKnown = (header.Colour, header.Depth) is (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) or (2 or 4 or 6, 8 or 16);
        return isKnown && chunk[10] == 0 && chunk[11] == 0 && chunk[12] <= 1
            ? header
            : throw new InvalidDataException($"the PNG says colour type {header.Colour} with {header.Depth} bits, which there is not");
    }

    public long RowBytes(int pixels) => (((long)pixels * SamplesPerPixel * Depth) + 7) / 8;

    /// <summary>How many pixels a pass has across and down; a small picture leaves passes empty.</summary>
    public (int Columns, int Rows) SizeOf((int Left, int Top, int Right, int Down) pass) =>
        ((Width - pass.Left + pass.Right - 1) / pass.Right, (Height - pass.Top + pass.Down - 1) / pass.Down);

    /// <summary>Bytes of all rows of all passes, each with its filter's number.</summary>
    public long UnpackedBytes()
    {
        var bytes = 0L;
        foreach (var pass in Passes)
        {
            var (columns, rows) = SizeOf(pass);
            bytes += columns == 0 ? 0 : rows * (RowBytes(columns) + 1);
        }

        return bytes;
    }
}
