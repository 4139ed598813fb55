using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Emulator.Images.Inputs;

/// <summary>Reads PNG files of all kinds into a small picture: grey, colour and palettes, 1 to 16 bits, with alpha and interlaced.</summary>
internal static class PngReader
{
    /// <summary>No more is unpacked: a small file can hold very much.</summary>
    private const long MostRawBytes = 96L << 20;

    /// <summary>Where the pixels of each pass of an interlaced picture begin, and how far apart they are.</summary>
    private static readonly (int Left, int Top, int Across, int Down)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static readonly (int Left, int Top, int Across, int Down)[] OnePass = [(0, 0, 1, 1)];

    /// <summary>Reads the whole picture, or nothing where it is of a kind that there is not.</summary>
    /// <exception cref="InvalidDataException">Its packed bytes are broken.</exception>
    /// <exception cref="EndOfStreamException">There are too few of them.</exception>
    public static bool TryRead(ReadOnlySpan<byte> file, BoxScaler scaler)
    {
        const int HeadBytes = 8 + 25;
        if (file.Length < HeadBytes || PngPixels.Of(file[16..29]) is not { } pixels || pixels.RawBytes > MostRawBytes)
        {
            return false;
        }

        var packed = ArrayPool<byte>.Shared.Rent(file.Length);
        try
        {
            var length = Collect(file[HeadBytes..], pixels, packed);
            using ZLibStream raw = new(new MemoryStream(packed, 0, length), CompressionMode.Decompress);
            foreach (var pass in pixels.IsInterlaced ? Passes : OnePass)
            {
                ReadPass(raw, pixels, pass, scaler);
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    /// <summary>Brings the packed bytes together, and takes the palette on the way.</summary>
    private static int Collect(ReadOnlySpan<byte> chunks, PngPixels pixels, byte[] packed)
    {
        var length = 0;
        while (chunks.Length >= 12)
        {
            var count = BinaryPrimitives.ReadUInt32BigEndian(chunks);
            var type = chunks.Slice(4, 4);
            var content = chunks.Slice(8, (int)Math.Min(count, (uint)(chunks.Length - 12)));
            if (type.SequenceEqual("IDAT"u8))
            {
                content.CopyTo(packed.AsSpan(length));
                length += content.Length;
            }
            else if (type.SequenceEqual("PLTE"u8))
            {
                pixels.Palette = content.ToArray();
            }

            chunks = chunks[(12 + content.Length)..];
        }

        return length;
    }

    private static void ReadPass(Stream raw, PngPixels pixels, (int Left, int Top, int Across, int Down) pass, BoxScaler scaler)
    {
        var columns = (pixels.WidthPixels - pass.Left + pass.Across - 1) / pass.Across;
        var rows = (pixels.HeightPixels - pass.Top + pass.Down - 1) / pass.Down;
        if (columns <= 0)
        {
            return;
        }

        var length = pixels.BytesOfARow(columns);
        var above = new byte[length];
        var row = new byte[length];
        for (var i = 0; i < rows; i++)
        {
            var filter = raw.ReadByte();
            raw.ReadExactly(row);
            Unfilter(filter, row, above, pixels.BytesOfAPixel);
            var y = pass.Top + (i * pass.Down);
            for (var x = 0; y % scaler.Step == 0 && x < columns; x++)
            {
                var column = pass.Left + (x * pass.Across);
                if (column % scaler.Step == 0)
                {
                    scaler.Add(column, y, pixels.At(row, x));
                }
            }

            (above, row) = (row, above);
        }
    }

    private static void Unfilter(int filter, Span<byte> row, ReadOnlySpan<byte> above, int bytesOfAPixel)
    {
        if (filter is < 0 or > 4)
        {
            throw new InvalidDataException($"There is no filter {filter}.");
        }

        for (var i = 0; filter > 0 && i < row.Length; i++)
        {
            var left = i < bytesOfAPixel ? 0 : row[i - bytesOfAPixel];
            var corner = i < bytesOfAPixel ? 0 : above[i - bytesOfAPixel];
            row[i] += (byte)(filter switch
            {
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                _ => Nearest(left, above[i], corner),
            });
        }
    }

    private static int Nearest(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
