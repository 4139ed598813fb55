using System.Buffers.Text;
using System.Text.Json;
using Emulator.Images;

namespace Emulator.DeepSeek.Chat;

/// <summary>Refuses pictures that no client should have sent: of another type, unreadable, at no place.</summary>
internal sealed class DeepSeekPictureCheck(DeepSeekSchema schema)
{
    private const int LongestUrl = 8192;

    private static readonly string[] Types = ["image/jpeg", "image/png", "image/gif", "image/webp"];

    public void Check(JsonElement body)
    {
        foreach (var (index, message) in body.GetProperty("messages"u8).EnumerateArray().Index())
        {
            if (message.TryGetProperty("content"u8, out var content) && content.ValueKind is JsonValueKind.Array)
            {
                foreach (var part in content.EnumerateArray())
                {
                    CheckPart(part, index);
                }
            }
        }
    }

    private void CheckPart(JsonElement part, int message)
    {
        var type = part.GetProperty("type"u8);
        if (type.ValueEquals("image_url"u8))
        {
            CheckUrl(part, message);
        }
        else if (type.ValueEquals("file"u8))
        {
            CheckFile(part, message);
        }
        else if (!part.TryGetProperty("text"u8, out var text) || text.ValueKind is not JsonValueKind.String)
        {
            throw NoPart(message);
        }
    }

    private void CheckUrl(JsonElement part, int message)
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
            CheckBytes(text);
        }
        else if (text.Length > LongestUrl)
        {
            throw new RefusedRequestException($"Invalid image URL: it must have at most {LongestUrl} characters.");
        }
        else if (!Uri.TryCreate(text, UriKind.Absolute, out var place) || !(place.Scheme == Uri.UriSchemeHttp || place.Scheme == Uri.UriSchemeHttps))
        {
            throw new RefusedRequestException("Invalid image URL: it must begin with http://, https:// or data:.");
        }
    }

    /// <summary>The form of a reference to an uploaded file is not known; anything that names one will do.</summary>
    private void CheckFile(JsonElement part, int message)
    {
        if (part.TryGetProperty("file_data"u8, out var file) && file.ValueKind is JsonValueKind.String)
        {
            CheckBytes(file.GetString()!);
        }
        else if (!part.TryGetProperty("file_id"u8, out _) && !part.TryGetProperty("file"u8, out _))
        {
            throw NoPart(message);
        }
    }

    /// <summary>How the provider words what is wrong with a picture is not known; the words are chosen.</summary>
    private static void CheckBytes(string url)
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

        if (!Base64.IsValid(url.AsSpan(comma + 1)))
        {
            throw new RefusedRequestException("Invalid image data: it is not base64.");
        }

        if (ImageHeader.Read(Convert.FromBase64String(url[(comma + 1)..])) is null)
        {
            throw new RefusedRequestException("Invalid image data: it is no picture that can be read.");
        }
    }

    private static bool HasKnownDetail(JsonElement holder) =>
        !holder.TryGetProperty("detail"u8, out var detail) || detail.ValueKind is JsonValueKind.Null
            || (detail.ValueKind is JsonValueKind.String && detail.GetString() is "low" or "high" or "original" or "auto");

    private RefusedRequestException NoPart(int message) => schema.NoVariant(["messages", message]);
}
