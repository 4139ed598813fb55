using System.Buffers.Binary;
using System.Text;

namespace ProviderClients.Tests;

/// <summary>Files that are pictures as far as their beginning, their size and their end are concerned.</summary>
internal static class SmallPictures
{
    public static byte[] Png(int width = 1024, int height = 1024)
    {
        byte[] file = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[17], 0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82];
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        return file;
    }

    public static byte[] Jpeg(int width = 1024, int height = 1024)
    {
        byte[] file = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0, 0xFF, 0xD9];
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(13), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(15), (ushort)width);
        return file;
    }

    public static byte[] WebP(string form, int width, int height)
    {
        byte[] file = [.. "RIFF"u8, 28, 0, 0, 0, .. "WEBP"u8, .. Encoding.ASCII.GetBytes(form), .. new byte[20]];
        switch (form)
        {
            case "VP8X":
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), width - 1);
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(27), height - 1);
                break;
            case "VP8L":
                BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(21), (uint)(width - 1) | ((uint)(height - 1) << 14));
                break;
            default:
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(26), (ushort)width);
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(28), (ushort)height);
                break;
        }

        return file;
    }
}
