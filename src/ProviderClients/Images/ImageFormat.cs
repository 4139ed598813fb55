namespace ProviderClients.Images;

/// <summary>Tells a picture's format from its first bytes; what a header claims is not believed.</summary>
internal static class ImageFormat
{
    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    /// <summary>The content type, or <see langword="null"/> when this is no picture or not a whole one.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        _ when bytes.StartsWith(Png) && bytes.Length > 8 && bytes[^8..^4].SequenceEqual("IEND"u8) => "image/png",
        _ when bytes.StartsWith(Jpeg) && bytes.EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]) => "image/jpeg",
        _ when bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..12].SequenceEqual("WEBP"u8) => "image/webp",
        _ => null,
    };

    public static string ExtensionOf(string contentType) => contentType switch
    {
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        _ => ".webp",
    };
}
