using System.Buffers.Binary;
using System.IO.Compression;

namespace Emulator.Images;

/// <summary>Writes a painting as a PNG file: 8-bit RGB, not interlaced, every row as its difference to the row above.</summary>
internal static class PngEncoder
{
    private const byte FilterUp = 2;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static void Write(Painting painting, Stream file)
    {
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, painting.Size.WidthPixels);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], painting.Size.HeightPixels);
        header[8] = 8;
        header[9] = 2;
        PngChunkStream.WriteChunk(file, "IHDR"u8, header);
        using (PngChunkStream chunks = new(file))
        using (ZLibStream deflate = new(chunks, CompressionLevel.Fastest))
        {
            WriteRows(painting, deflate);
        }

        PngChunkStream.WriteChunk(file, "IEND"u8, []);
    }

    private static void WriteRows(Painting painting, ZLibStream deflate)
    {
        var bytes = 3 * painting.Size.WidthPixels;
        var above = new byte[bytes];
        var row = new byte[bytes];
        var filtered = new byte[1 + bytes];
        filtered[0] = FilterUp;
        for (var y = 0; y < painting.Size.HeightPixels; y++)
        {
            painting.PaintRow(y, row);
            for (var i = 0; i < row.Length; i++)
            {
                filtered[1 + i] = (byte)(row[i] - above[i]);
            }

            deflate.Write(filtered);
            (above, row) = (row, above);
        }
    }
}
