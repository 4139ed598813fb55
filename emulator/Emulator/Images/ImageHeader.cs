using System.Buffers.Binary;

namespace Emulator.Images;

/// <summary>What a picture's file says of itself in its first bytes.</summary>
/// <param name="MediaType">The format as a media type.</param>
/// <param name="WidthPixels">Its width.</param>
/// <param name="HeightPixels">Its height.</param>
internal sealed record ImageHeader(string MediaType, int WidthPixels, int HeightPixels)
{
    public string Extension => MediaType["image/".Length..];

    /// <summary>Reads PNG, JPEG, WebP and GIF; <see langword="null"/> for everything else.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> file)
    {
        var isPng = file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]) && file.Length >= 24;
        var isGif = file.StartsWith("GIF8"u8) && file.Length >= 10;
        var isWebP = file.StartsWith("RIFF"u8) && file.Length >= 30 && file[8..].StartsWith("WEBP"u8);
        return isPng ? Of("png", BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]))
            : isGif ? Of("gif", BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file[8..]))
            : isWebP ? OfWebP(file[12..])
            : file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) ? OfJpeg(file[2..])
            : null;
    }

    private static ImageHeader? Of(string format, int width, int height) =>
        width > 0 && height > 0 ? new ImageHeader($"image/{format}", width, height) : null;

    /// <summary>The frame header stands after as many other segments as the writer liked.</summary>
    private static ImageHeader? OfJpeg(ReadOnlySpan<byte> rest)
    {
        while (rest.Length >= 9 && rest[0] == 0xFF)
        {
            var isFrame = rest[1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            if (isFrame)
            {
                return Of("jpeg", BinaryPrimitives.ReadUInt16BigEndian(rest[7..]), BinaryPrimitives.ReadUInt16BigEndian(rest[5..]));
            }

            rest = rest[Math.Min(rest.Length, 2 + BinaryPrimitives.ReadUInt16BigEndian(rest[2..]))..];
        }

        return null;
    }

    private static ImageHeader? OfWebP(ReadOnlySpan<byte> chunk)
    {
        if (chunk.StartsWith("VP8X"u8))
        {
            return Of("webp", 1 + UInt24(chunk[12..]), 1 + UInt24(chunk[15..]));
        }

        if (chunk.StartsWith("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]);
            return Of("webp", 1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
        }

        return chunk.StartsWith("VP8 "u8)
            ? Of("webp", BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(chunk[16..]) & 0x3FFF)
            : null;
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
