using System.Buffers.Binary;
using System.IO.Compression;

namespace ProviderClients.Images.Fitting;

/// <summary>Decodes PNG files of every colour type, depth and interlacing, by the W3C's third edition.</summary>
internal sealed class PngReader : IDisposable
{
    private const int SignatureLength = 8;
    private const int ChunkFrame = 12;

    /// <summary>Deflate makes at most that many bytes of one; a header that promises more lies, and gets no memory.</summary>
    private const long MostExpansion = 1032;

    private readonly MemoryStream _packed = new();
    private PngHeader? _header;
    private byte[]? _palette;
    private byte[]? _transparency;

    private PngReader()
    {
    }

    /// <exception cref="InvalidDataException">It is damaged, or not a PNG.</exception>
    public static PixelGrid Read(ReadOnlySpan<byte> file, CancellationToken cancellationToken)
    {
        using var reader = new PngReader();
        reader.ReadChunks(file);
        return reader.Decode(cancellationToken);
    }

    public void Dispose() => _packed.Dispose();

    private void ReadChunks(ReadOnlySpan<byte> file)
    {
        for (var at = SignatureLength; ;)
        {
            var length = file.Length - at < ChunkFrame ? uint.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - ChunkFrame)
            {
                throw new InvalidDataException("the PNG ends inside a chunk");
            }

            var checkedPart = file.Slice(at + 4, (int)length + 4);
            var type = checkedPart[..4];
            var isCritical = (type[0] & 0x20) == 0;
            if (isCritical && PngChecksum.Of(checkedPart) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]))
            {
                throw new InvalidDataException("a chunk of the PNG is damaged");
            }

            if (type.SequenceEqual("IEND"u8))
            {
                return;
            }

            Take(type, checkedPart[4..], isCritical);
            at += ChunkFrame + (int)length;
        }
    }

    private void Take(ReadOnlySpan<byte> type, ReadOnlySpan<byte> chunk, bool isCritical)
    {
        if (_header is null != type.SequenceEqual("IHDR"u8))
        {
            throw new InvalidDataException("the PNG's header is not its first chunk");
        }

        switch (type)
        {
            case var _ when _header is null:
                _header = PngHeader.Read(chunk);
                break;
            case var _ when type.SequenceEqual("IDAT"u8):
                _packed.Write(chunk);
                break;
            case var _ when type.SequenceEqual("PLTE"u8):
                _palette = chunk.Length is > 0 and <= 768 && chunk.Length % 3 == 0
                    ? chunk.ToArray()
                    : throw new InvalidDataException("the PNG's palette has a wrong length");
                break;
            case var _ when type.SequenceEqual("tRNS"u8):
                _transparency = chunk.ToArray();
                break;
            case var _ when isCritical:
                throw new InvalidDataException("the PNG needs an extension that is not known");
            default:
                break;
        }
    }

    private PixelGrid Decode(CancellationToken cancellationToken)
    {
        var header = _header ?? throw new InvalidDataException("the PNG has no header");
        if (header.Colour == 3 && _palette is null)
        {
            throw new InvalidDataException("the PNG has no palette");
        }

        if (_packed.Length * MostExpansion < header.UnpackedBytes())
        {
            throw new InvalidDataException("the PNG has too little data for its size");
        }

        var pixels = new PngPixels(header, _palette, _transparency);
        _packed.Position = 0;
        using var unpacked = new ZLibStream(_packed, CompressionMode.Decompress, leaveOpen: true);
        foreach (var pass in header.Passes)
        {
            var (columns, rows) = header.SizeOf(pass);
            if (columns > 0)
            {
                ReadPass(unpacked, pixels, (header, pass, columns, rows), cancellationToken);
            }
        }

        return pixels.Grid;
    }

    private static void ReadPass(
        ZLibStream unpacked,
        PngPixels pixels,
        (PngHeader Header, (int Left, int Top, int Right, int Down) Pass, int Columns, int Rows) part,
        CancellationToken cancellationToken)
    {
        var length = (int)part.Header.RowBytes(part.Columns);
        var row = new byte[length + 1];
        var above = new byte[length + 1];
        for (var y = 0; y < part.Rows; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadRow(unpacked, row);
            PngFilters.Undo(row[0], row.AsSpan(1), above.AsSpan(1), part.Header.BytesPerPixel);
            pixels.Put(row.AsSpan(1), part.Columns, part.Pass.Top + (y * part.Pass.Down), (part.Pass.Left, part.Pass.Right));
            (row, above) = (above, row);
        }
    }

    private static void ReadRow(ZLibStream unpacked, byte[] row)
    {
        int read;
        try
        {
            read = unpacked.ReadAtLeast(row, row.Length, throwOnEndOfStream: false);
        }
        catch (IOException e)
        {
            // Deflate tells some damages in this way and some in the other.
            throw new InvalidDataException("the PNG's data are damaged", e);
        }

        if (read < row.Length)
        {
            throw new InvalidDataException("the PNG's data end before the picture does");
        }
    }
}
