using System.Text;
using Microsoft.Net.Http.Headers;

namespace Emulator.DeepSeek.Chat.Files;

/// <summary>Reads a form that was sent as multipart: a file's bytes are not copied.</summary>
internal static class MultipartForm
{
    private const int MostParts = 64;
    private static readonly byte[] Gap = "\r\n\r\n"u8.ToArray();

    /// <summary>The fields of a form; <see langword="null"/> when it is none, or is broken.</summary>
    public static IReadOnlyList<FormPart>? Read(string? contentType, ReadOnlyMemory<byte> body)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 70 } boundary)
        {
            return null;
        }

        var mark = Encoding.UTF8.GetBytes($"--{boundary}");
        var innerMark = Encoding.UTF8.GetBytes($"\r\n--{boundary}");
        if (!body.Span.StartsWith(mark))
        {
            return null;
        }

        List<FormPart> parts = [];
        var rest = body[mark.Length..];
        while (!rest.Span.StartsWith("--"u8))
        {
            if (!rest.Span.StartsWith("\r\n"u8) || rest.Span.IndexOf(innerMark) is not (>= 0 and var end) || parts.Count == MostParts
                || ReadPart(rest[2..Math.Max(2, end)]) is not { } part)
            {
                return null;
            }

            parts.Add(part);
            rest = rest[(end + innerMark.Length)..];
        }

        return parts;
    }

    private static FormPart? ReadPart(ReadOnlyMemory<byte> part)
    {
        var end = part.Span.IndexOf(Gap);
        if (end < 0)
        {
            return null;
        }

        ContentDispositionHeaderValue? disposition = null;
        foreach (var line in Encoding.UTF8.GetString(part.Span[..end]).Split("\r\n"))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line.AsSpan(0, colon).Equals("Content-Disposition", StringComparison.OrdinalIgnoreCase)
                && ContentDispositionHeaderValue.TryParse(line[(colon + 1)..].Trim(), out var said))
            {
                disposition = said;
            }
        }

        return disposition is null ? null : new FormPart(
            HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "",
            disposition.FileNameStar.Value ?? HeaderUtilities.UnescapeAsQuotedString(disposition.FileName).Value,
            part[(end + Gap.Length)..]);
    }
}

/// <summary>One field of a form.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FileName">The name of the file that it is; <see langword="null"/> when it is none.</param>
/// <param name="Bytes">Its value.</param>
internal sealed record FormPart(string Name, string? FileName, ReadOnlyMemory<byte> Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}
