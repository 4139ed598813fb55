using System.Security.Cryptography;

namespace Emulator.Images;

/// <summary>A picture that a request brought, as small as it can be kept: jobs outlive their requests, and there may be many.</summary>
/// <param name="MediaType">What it is by its own first bytes; <c>application/octet-stream</c> when it is no picture that is known.</param>
/// <param name="WidthPixels">Its width; 0 when it is not known.</param>
/// <param name="HeightPixels">Its height; 0 when it is not known.</param>
/// <param name="Bytes">The length of its file.</param>
/// <param name="Hash">The first 16 hexadecimal digits of the file's SHA-256.</param>
internal sealed record PictureInput(string MediaType, int WidthPixels, int HeightPixels, long Bytes, string Hash)
{
    /// <summary>Reads a file that came with a request; never fails, whatever it holds.</summary>
    public static PictureInput Read(ReadOnlySpan<byte> file)
    {
        var header = ImageHeader.Read(file);
        return new PictureInput(
            header?.MediaType ?? "application/octet-stream",
            header?.WidthPixels ?? 0,
            header?.HeightPixels ?? 0,
            file.Length,
            Convert.ToHexStringLower(SHA256.HashData(file))[..16]);
    }
}
