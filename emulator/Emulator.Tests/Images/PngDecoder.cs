using System.Buffers.Binary;
using System.IO.Compression;

namespace Emulator.Tests.Images;

/// <summary>Reads 8-bit RGB PNG files by the standard's text, so that the encoder is not its own judge.</summary>
internal static class PngDecoder
{
    public static DecodedPicture Decode(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        var (width, height) = (0, 0);
        using MemoryStream packed = new();
        var at = 8;
        for (var type = ""; type != "IEND";)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            type = System.Text.Encoding.ASCII.GetString(file, at + 4, 4);
            var content = file.AsSpan(at + 8, length);
            Assert.Equal(SlowCrc(file.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)));
            if (type == "IHDR")
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(content), BinaryPrimitives.ReadInt32BigEndian(content[4..]));
                Assert.Equal([8, 2, 0, 0, 0], content[8..].ToArray());
            }
            else if (type == "IDAT")
            {
                packed.Write(content);
            }

            at += 12 + length;
        }

        Assert.Equal(file.Length, at);
        packed.Position = 0;
        return new DecodedPicture(width, height, Unfilter(packed, width, height));
    }

    private static byte[] Unfilter(Stream packed, int width, int height)
    {
        using ZLibStream inflate = new(packed, CompressionMode.Decompress);
        var rgb = new byte[3 * width * height];
        for (var y = 0; y < height; y++)
        {
            Assert.Equal(2, inflate.ReadByte());
            var row = rgb.AsSpan(3 * width * y, 3 * width);
            inflate.ReadExactly(row);
            for (var i = 0; y > 0 && i < row.Length; i++)
            {
                row[i] += rgb[(3 * width * (y - 1)) + i];
            }
        }

        Assert.Equal(-1, inflate.ReadByte());
        return rgb;
    }

    /// <summary>Bit by bit, without the table that is under test.</summary>
    private static uint SlowCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }
}
