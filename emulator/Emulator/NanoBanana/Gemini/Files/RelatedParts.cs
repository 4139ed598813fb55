using System.Text;
using Microsoft.Net.Http.Headers;

namespace Emulator.NanoBanana.Gemini.Files;

/// <summary>
/// Reads the two parts of an upload in one request, <c>multipart/related</c>: what the file is, as JSON, and its bytes. The older
/// client (@google/generative-ai 0.24) sends files so.
/// </summary>
internal static class RelatedParts
{
    private static readonly byte[] Gap = "\r\n\r\n"u8.ToArray();

    /// <summary>The JSON, the type of the bytes, and the bytes; <see langword="null"/> when the body is something else.</summary>
    public static (ReadOnlyMemory<byte> Json, string MediaType, ReadOnlyMemory<byte> Bytes)? Read(string? contentType, ReadOnlyMemory<byte> body)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)
            || !type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return null;
        }

        var mark = Encoding.UTF8.GetBytes($"--{boundary}");
        return Next(ref body, mark) is { } first && Next(ref body, mark) is { } second
            ? (first.Content, second.MediaType, second.Content)
            : null;
    }

    private static (string MediaType, ReadOnlyMemory<byte> Content)? Next(ref ReadOnlyMemory<byte> rest, byte[] mark)
    {
        if (rest.Span.IndexOf(mark) is not (>= 0 and var start))
        {
            return null;
        }

        var part = rest[(start + mark.Length)..];
        if (part.Span.IndexOf(mark) is not (>= 2 and var end) || part.Span.IndexOf(Gap) is not (>= 0 and var gap) || gap + Gap.Length > end - 2)
        {
            return null;
        }

        rest = part[end..];
        var header = Encoding.UTF8.GetString(part.Span[..gap]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(static line => line.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase));
        return (header?["Content-Type:".Length..].Trim() ?? "", part[(gap + Gap.Length)..(end - 2)]);
    }
}
