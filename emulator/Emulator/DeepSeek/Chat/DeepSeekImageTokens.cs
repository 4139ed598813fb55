using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Emulator.Images;

namespace Emulator.DeepSeek.Chat;

/// <summary>Estimates what a picture counts in a prompt: by its size, and never more than a bound. The provider tells no formula.</summary>
internal static class DeepSeekImageTokens
{
    /// <summary>Chosen: a token for each square of so many pixels.</summary>
    private const int SquarePixels = 32;

    /// <summary>Enough of a file for the header of any picture but those with long notes before it.</summary>
    private const int MostHeaderLetters = 64 * 1024;

    /// <summary>The tokens of one part of a message; 0 for text.</summary>
    public static int Of(JsonElement part, int most)
    {
        if (part.TryGetProperty("image_url"u8, out var image))
        {
            return OfUrl(image.ValueKind is JsonValueKind.Object && image.TryGetProperty("url"u8, out var url) ? url : image, most);
        }

        return part.TryGetProperty("file_data"u8, out var data) ? OfUrl(data, most)
            : part.TryGetProperty("type"u8, out var type) && type.ValueEquals("text"u8) ? 0
            : most;
    }

    private static int OfUrl(JsonElement url, int most)
    {
        var text = url.ValueKind is JsonValueKind.String ? url.GetString()! : "";
        var start = text.StartsWith("data:", StringComparison.Ordinal) ? text.IndexOf(";base64,", StringComparison.Ordinal) : -1;
        if (start < 0)
        {
            return most;
        }

        var letters = text.AsSpan(start + ";base64,".Length);
        letters = letters[..(Math.Min(letters.Length, MostHeaderLetters) / 4 * 4)];
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(letters.Length)];
        Base64.DecodeFromUtf8(Encoding.ASCII.GetBytes(letters.ToString()), bytes, out _, out var read);
        return ImageHeader.Read(bytes.AsSpan(0, read)) is { } header
            ? (int)Math.Min(most, Squares(header.WidthPixels) * Squares(header.HeightPixels))
            : most;
    }

    private static long Squares(int pixels) => (pixels + SquarePixels - 1L) / SquarePixels;
}
