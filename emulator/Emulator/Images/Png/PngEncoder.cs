using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Emulator.Images.Coding;

namespace Emulator.Images.Png;

/// <summary>Writes a painting as a PNG file: 8-bit RGB, not interlaced, every row as its difference to the row above.</summary>
internal sealed class PngEncoder(Painting painting)
{
    private const byte FilterUp = 2;
    private const int BlockBytes = 256 * 1024;

    private readonly int _rowBytes = 1 + (3 * painting.Size.WidthPixels);
    private readonly BitPacker _bits = new();
    private readonly Adler32 _checksum = new();
    private PixelRow _above = new(painting.Size.WidthPixels);
    private PixelRow _row = new(painting.Size.WidthPixels);

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public void Write(FileBuffer file)
    {
        file.Write(Signature);
        WriteHeader(file);
        foreach (var (key, text) in PictureFacts.Of(painting.Spec))
        {
            // International text: not compressed, in no language, with no translated keyword.
            WriteChunk(file, "iTXt"u8, Encoding.UTF8.GetBytes($"{key}\0\0\0\0\0{text}"));
        }

        WriteRows(file);
        WriteChunk(file, "IEND"u8, []);
    }

    private static void WriteChunk(FileBuffer file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(type, content));
        file.Write(number);
    }

    private void WriteHeader(FileBuffer file)
    {
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, painting.Size.WidthPixels);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], painting.Size.HeightPixels);
        header[8] = 8;
        header[9] = 2;
        WriteChunk(file, "IHDR"u8, header);
    }

    private void WriteRows(FileBuffer file)
    {
        const uint ZlibHead = 0x0178;
        _bits.Put(ZlibHead, 16);
        Deflate deflate = new(_bits);
        var height = painting.Size.HeightPixels;
        var rowsOfABlock = Math.Clamp(BlockBytes / _rowBytes, 1, height);

        // Whole vectors are written, which end behind the block.
        var block = new byte[(rowsOfABlock * _rowBytes) + (3 * PixelRow.Step)];
        for (var top = 0; top < height; top += rowsOfABlock)
        {
            var rows = Math.Min(rowsOfABlock, height - top);
            for (var i = 0; i < rows; i++)
            {
                FilterRow(top + i, block.AsSpan(i * _rowBytes));
            }

            var bytes = block.AsSpan(0, rows * _rowBytes);
            var isLast = top + rows == height;
            _checksum.Add(bytes);
            deflate.WriteBlock(bytes, isLast);
            if (isLast)
            {
                _bits.FillByte();
                _bits.Put(BinaryPrimitives.ReverseEndianness(_checksum.Value), 32);
            }

            WriteChunk(file, "IDAT"u8, _bits.TakeFull());
        }
    }

    private void FilterRow(int y, Span<byte> filtered)
    {
        (_above, _row) = (_row, _above);
        painting.PaintRow(y, _row);
        Subtract(_above.Red, _row.Red);
        Subtract(_above.Green, _row.Green);
        Subtract(_above.Blue, _row.Blue);
        filtered[0] = FilterUp;
        Interleave(_above, filtered[1..]);
    }

    /// <summary>Turns the row above into the difference to it; at the first row it is all zero.</summary>
    private static void Subtract(Span<byte> above, ReadOnlySpan<byte> row)
    {
        var differences = MemoryMarshal.Cast<byte, Vector<byte>>(above);
        var pixels = MemoryMarshal.Cast<byte, Vector<byte>>(row);
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = pixels[i] - differences[i];
        }
    }

    private void Interleave(PixelRow planes, Span<byte> output)
    {
        const int Lanes = 16;
        for (var (x, at) = (0, 0); x < painting.Size.WidthPixels; x += Lanes, at += 3 * Lanes)
        {
            var red = Vector128.Create<byte>(planes.Red.Slice(x, Lanes));
            var green = Vector128.Create<byte>(planes.Green.Slice(x, Lanes));
            var blue = Vector128.Create<byte>(planes.Blue.Slice(x, Lanes));

            // An index from 16 up makes a zero.
            (Vector128.Shuffle(red, Vector128.Create((byte)0, 16, 16, 1, 16, 16, 2, 16, 16, 3, 16, 16, 4, 16, 16, 5))
                | Vector128.Shuffle(green, Vector128.Create((byte)16, 0, 16, 16, 1, 16, 16, 2, 16, 16, 3, 16, 16, 4, 16, 16))
                | Vector128.Shuffle(blue, Vector128.Create((byte)16, 16, 0, 16, 16, 1, 16, 16, 2, 16, 16, 3, 16, 16, 4, 16)))
                .CopyTo(output[at..]);
            (Vector128.Shuffle(red, Vector128.Create((byte)16, 16, 6, 16, 16, 7, 16, 16, 8, 16, 16, 9, 16, 16, 10, 16))
                | Vector128.Shuffle(green, Vector128.Create((byte)5, 16, 16, 6, 16, 16, 7, 16, 16, 8, 16, 16, 9, 16, 16, 10))
                | Vector128.Shuffle(blue, Vector128.Create((byte)16, 5, 16, 16, 6, 16, 16, 7, 16, 16, 8, 16, 16, 9, 16, 16)))
                .CopyTo(output[(at + Lanes)..]);
            (Vector128.Shuffle(red, Vector128.Create((byte)16, 11, 16, 16, 12, 16, 16, 13, 16, 16, 14, 16, 16, 15, 16, 16))
                | Vector128.Shuffle(green, Vector128.Create((byte)16, 16, 11, 16, 16, 12, 16, 16, 13, 16, 16, 14, 16, 16, 15, 16))
                | Vector128.Shuffle(blue, Vector128.Create((byte)10, 16, 16, 11, 16, 16, 12, 16, 16, 13, 16, 16, 14, 16, 16, 15)))
                .CopyTo(output[(at + (2 * Lanes))..]);
        }
    }
}
