namespace Emulator.Tests.Images;

/// <summary>A picture as a decoder saw it: rows of red, green, blue bytes.</summary>
internal sealed record DecodedPicture(int WidthPixels, int HeightPixels, byte[] Rgb)
{
    public static DecodedPicture From(byte[] file) => file[0] == 0x89 ? PngDecoder.Decode(file) : new JpegDecoder(file).Decode();
}
