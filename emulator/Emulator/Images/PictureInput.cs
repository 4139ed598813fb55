using System.Security.Cryptography;
using System.Text;
using Emulator.Images.Inputs;

namespace Emulator.Images;

/// <summary>A picture that a request brought, as small as it can be kept: jobs outlive their requests, and there may be many.</summary>
/// <param name="MediaType">What it is by its own first bytes; <c>application/octet-stream</c> when it is no picture that is known.</param>
/// <param name="WidthPixels">Its width; 0 when it is not known.</param>
/// <param name="HeightPixels">Its height; 0 when it is not known.</param>
/// <param name="Bytes">The length of its file; 0 when only its address came.</param>
/// <param name="Hash">The first 16 hexadecimal digits of the SHA-256 of the file, or of the address.</param>
internal sealed record PictureInput(string MediaType, int WidthPixels, int HeightPixels, long Bytes, string Hash)
{
    private const int LongestAddress = 64;

    /// <summary>Host and last segment of the address that the request gave in place of a file, with nothing secret in it.</summary>
    public string? Address { get; init; }

    /// <summary>What it looks like; <see langword="null"/> where it is shown by type, size and hash.</summary>
    public Thumbnail? Thumbnail { get; init; }

    /// <summary>Reads a file that came with a request; never fails, whatever it holds.</summary>
    public static PictureInput Read(ReadOnlySpan<byte> file)
    {
        var header = ImageHeader.Read(file);
        return new PictureInput(
            header?.MediaType ?? "application/octet-stream", header?.WidthPixels ?? 0, header?.HeightPixels ?? 0, file.Length, HashOf(file))
        {
            Thumbnail = Thumbnail.Of(file, header),
        };
    }

    /// <summary>Notes the address of a picture, which is never fetched; never fails, whatever it holds.</summary>
    public static PictureInput At(string url) => new("text/uri-list", 0, 0, 0, HashOf(Encoding.UTF8.GetBytes(url))) { Address = Shown(url) };

    /// <summary>The hash stands for the file and so for what it looks like.</summary>
    public bool Equals(PictureInput? other) => other is not null
        && (Hash, Bytes, MediaType, Address) == (other.Hash, other.Bytes, other.MediaType, other.Address);

    public override int GetHashCode() => Hash.GetHashCode(StringComparison.Ordinal);

    private static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];

    /// <summary>User names and queries may be secrets, so neither is shown.</summary>
    private static string Shown(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Host.Length == 0)
        {
            return "no address";
        }

        var last = address.Segments[^1].Trim('/');
        var shown = last.Length == 0 ? address.Host : $"{address.Host}/{last}";
        return shown.Length > LongestAddress ? $"{shown.AsSpan(0, LongestAddress - 1)}…" : shown;
    }
}
