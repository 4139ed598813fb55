using System.Buffers.Text;
using System.Text.Json;
using Emulator.Images;

namespace Emulator.DeepSeek.Chat;

/// <summary>Reads the pictures of a request and counts what they cost in tokens.</summary>
internal sealed class DeepSeekImageReader(DeepSeekSchema schema)
{
    private const int LongestUrl = 8192;

    /// <summary>The most that was reported for one picture, and what one counts that is elsewhere.</summary>
    private const int MostTokens = 384;
    private const int FewestTokens = 16;

    /// <summary>Chosen so that a picture of about 550 by 550 pixels reaches the most.</summary>
    private const int PixelsPerToken = 28 * 28;

    private static readonly string[] Types = ["image/jpeg", "image/png", "image/gif", "image/webp"];

    public int Read(JsonElement body)
    {
        var tokens = 0;
        foreach (var (index, message) in body.GetProperty("messages"u8).EnumerateArray().Index())
        {
            if (message.TryGetProperty("content"u8, out var content) && content.ValueKind is JsonValueKind.Array)
            {
                foreach (var part in content.EnumerateArray())
                {
                    tokens += Tokens(part, index);
                }
            }
        }

        return tokens;
    }

    private int Tokens(JsonElement part, int message) => part.GetProperty("type"u8).GetString() switch
    {
        "image_url" => TokensOfUrl(part, message),
        "file" => TokensOfFile(part, message),
        _ => part.TryGetProperty("text"u8, out var text) && text.ValueKind is JsonValueKind.String ? 0 : throw NoPart(message),
    };

    private int TokensOfUrl(JsonElement part, int message)
    {
        if (!part.TryGetProperty("image_url"u8, out var holder) || holder.ValueKind is not JsonValueKind.Object
            || !holder.TryGetProperty("url"u8, out var url) || url.ValueKind is not JsonValueKind.String
            || !HasKnownDetail(holder))
        {
            throw NoPart(message);
        }

        var text = url.GetString()!;
        if (text.StartsWith("data:", StringComparison.Ordinal))
        {
            return TokensOfData(text);
        }

        if (text.Length > LongestUrl)
        {
            throw new RefusedRequestException($"Invalid image URL: it must have at most {LongestUrl} characters.");
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var place) && (place.Scheme == Uri.UriSchemeHttp || place.Scheme == Uri.UriSchemeHttps)
            ? MostTokens
            : throw new RefusedRequestException("Invalid image URL: it must begin with http://, https:// or data:.");
    }

    private int TokensOfFile(JsonElement part, int message)
    {
        var isData = part.TryGetProperty("file_data"u8, out var file) && file.ValueKind is JsonValueKind.String;
        var isReference = part.TryGetProperty("file_id"u8, out var id) && id.ValueKind is JsonValueKind.String;
        return isData ? TokensOfData(file.GetString()!) : isReference ? MostTokens : throw NoPart(message);
    }

    /// <summary>How the provider words what is wrong with a picture is not known; the words are chosen.</summary>
    private static int TokensOfData(string url)
    {
        var comma = url.IndexOf(',', StringComparison.Ordinal);
        var head = comma < 0 ? "" : url[..comma];
        if (!head.EndsWith(";base64", StringComparison.Ordinal) || !head.StartsWith("data:", StringComparison.Ordinal))
        {
            throw new RefusedRequestException("Invalid image data: it must be data:<media type>;base64,<data>.");
        }

        var type = head["data:".Length..head.IndexOf(';', StringComparison.Ordinal)];
        if (!Types.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            throw new RefusedRequestException($"Unsupported image type {type}: it must be one of {string.Join(", ", Types)}.");
        }

        if (!Base64.IsValid(url.AsSpan(comma + 1), out var length))
        {
            throw new RefusedRequestException("Invalid image data: it is not base64.");
        }

        return ImageHeader.Read(Convert.FromBase64String(url[(comma + 1)..])) is { } header && length > 0
            ? (int)Math.Clamp((long)header.WidthPixels * header.HeightPixels / PixelsPerToken, FewestTokens, MostTokens)
            : throw new RefusedRequestException("Invalid image data: it is no picture that can be read.");
    }

    private static bool HasKnownDetail(JsonElement holder) =>
        !holder.TryGetProperty("detail"u8, out var detail) || detail.ValueKind is JsonValueKind.Null
            || (detail.ValueKind is JsonValueKind.String && detail.GetString() is "low" or "high" or "original" or "auto");

    private RefusedRequestException NoPart(int message) => schema.NoVariant(["messages", message]);
}
