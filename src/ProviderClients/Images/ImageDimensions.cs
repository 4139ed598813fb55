using System.Buffers.Binary;

namespace ProviderClients.Images;

/// <summary>A picture's size in pixels, read from its header without decoding it.</summary>
/// <param name="WidthPixels">1 or more.</param>
/// <param name="HeightPixels">1 or more.</param>
internal readonly record struct ImageDimensions(int WidthPixels, int HeightPixels)
{
    /// <summary>The size; <see langword="null"/> when the header of a PNG, JPEG or WebP cannot be found or makes no sense.</summary>
    public static ImageDimensions? Of(ReadOnlySpan<byte> bytes) =>
        (bytes switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => OfPng(bytes),
            [0xFF, 0xD8, ..] => OfJpeg(bytes),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => OfWebP(bytes),
            _ => null,
        }) is { WidthPixels: > 0, HeightPixels: > 0 } size
            ? size
            : null;

    private static ImageDimensions? OfPng(ReadOnlySpan<byte> bytes) => bytes.Length >= 24 && bytes[12..16].SequenceEqual("IHDR"u8)
        ? new ImageDimensions(BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]))
        : null;

    /// <summary>Walks the segments up to the frame header (SOF0 to SOF15, without the three that are something else).</summary>
    private static ImageDimensions? OfJpeg(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 9 <= bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker is 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new ImageDimensions(
                    BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }

    private static ImageDimensions? OfWebP(ReadOnlySpan<byte> bytes) => bytes.Length < 30 ? null : bytes[12..16] switch
    {
        [(byte)'V', (byte)'P', (byte)'8', (byte)'X'] => new ImageDimensions(1 + Read24(bytes[24..]), 1 + Read24(bytes[27..])),
        [(byte)'V', (byte)'P', (byte)'8', (byte)'L'] => OfLossless(BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..])),
        [(byte)'V', (byte)'P', (byte)'8', (byte)' '] => new ImageDimensions(
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFF),
        _ => null,
    };

    private static ImageDimensions OfLossless(uint bits) => new((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);

    private static int Read24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
