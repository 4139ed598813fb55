using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Emulator.Exchanges;

namespace Emulator.NanoBanana.Gemini.Files;

/// <summary>A file that a client uploaded, or that holds the answers of a batch.</summary>
/// <param name="Name">What it is called: <c>files/abc</c>.</param>
/// <param name="Owner">The project or account that it belongs to; to others it does not exist.</param>
/// <param name="MediaType">What it was said to be.</param>
internal sealed record StoredFile(string Name, string Owner, string MediaType)
{
    private volatile bool _isDeleted;

    public string? DisplayName { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Its URI, by which requests refer to it.</summary>
    public required string Uri { get; init; }

    /// <summary>What was uploaded; empty for a file that the provider makes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>Makes the lines of a file that nobody uploaded, one by one; <see langword="null"/> for others.</summary>
    public Func<Exchange, IEnumerable<ReadOnlyMemory<byte>>>? Lines { get; init; }

    public bool IsThereAt(DateTimeOffset now) => !_isDeleted && now < ExpiresAt;

    public void Delete() => _isDeleted = true;

    /// <summary>Writes the resource. Of a file that is made when it is fetched, length and hash are not told.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, Name);
        if (DisplayName is { } displayName)
        {
            json.WriteString("displayName"u8, displayName);
        }

        json.WriteString("mimeType"u8, MediaType);
        if (Lines is null)
        {
            json.WriteString("sizeBytes"u8, Bytes.Length.ToString(CultureInfo.InvariantCulture));
        }

        json.WriteString("createTime"u8, GeminiInstant.Text(CreatedAt));
        json.WriteString("updateTime"u8, GeminiInstant.Text(CreatedAt));
        json.WriteString("expirationTime"u8, GeminiInstant.Text(ExpiresAt));
        if (Lines is null)
        {
            json.WriteBase64String("sha256Hash"u8, SHA256.HashData(Bytes.Span));
        }

        json.WriteString("uri"u8, Uri);
        json.WriteString("state"u8, "ACTIVE"u8);
        json.WriteString("source"u8, Lines is null ? "UPLOADED"u8 : "GENERATED"u8);
        json.WriteEndObject();
    }
}
