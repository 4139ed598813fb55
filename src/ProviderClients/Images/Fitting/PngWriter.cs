using System.Buffers.Binary;
using System.IO.Compression;

namespace ProviderClients.Images.Fitting;

/// <summary>Writes PNG files of 8 bits a channel, with the row filters that make the smallest differences.</summary>
internal static class PngWriter
{
    public static byte[] Write(PixelGrid grid, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, grid.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], grid.Height);
        header[8] = 8;
        header[9] = grid.Channels == 4 ? (byte)6 : (byte)2;
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, Packed(grid, cancellationToken));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static ReadOnlySpan<byte> Packed(PixelGrid grid, CancellationToken cancellationToken)
    {
        using var packed = new MemoryStream();
        using (var packer = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var length = grid.Width * grid.Channels;
            var tries = new byte[PngFilters.Count][];
            for (var filter = 0; filter < tries.Length; filter++)
            {
                tries[filter] = new byte[length + 1];
                tries[filter][0] = (byte)filter;
            }

            ReadOnlySpan<byte> above = new byte[length];
            for (var y = 0; y < grid.Height; y++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                packer.Write(Best(tries, grid.Row(y), above, grid.Channels));
                above = grid.Row(y);
            }
        }

        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    /// <summary>The row under the filter whose differences are the smallest in sum, which deflate likes best as a rule.</summary>
    private static byte[] Best(byte[][] tries, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, int step)
    {
        var (best, smallest) = (tries[0], long.MaxValue);
        for (byte filter = 0; filter < tries.Length; filter++)
        {
            var differences = tries[filter].AsSpan(1);
            PngFilters.Apply(filter, row, above, step, differences);
            var sum = 0L;
            foreach (var difference in differences)
            {
                sum += difference < 128 ? difference : 256 - difference;
            }

            if (sum < smallest)
            {
                (best, smallest) = (tries[filter], sum);
            }
        }

        return best;
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), PngChecksum.Of(chunk.AsSpan(4, data.Length + 4)));
        file.Write(chunk);
    }
}
