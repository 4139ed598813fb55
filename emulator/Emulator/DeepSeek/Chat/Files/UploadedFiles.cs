using System.Globalization;
using System.Text.Json;
using Emulator.DeepSeek.Chat.Forms;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;

namespace Emulator.DeepSeek.Chat.Files;

/// <summary>
/// Takes pictures that messages refer to later. The bounds are those that a client knows; the words of refusals, the form of
/// ids and the lifetime of a file that names none are chosen.
/// </summary>
internal sealed class UploadedFiles
{
    /// <summary>What an upload may have: a file of 64 MiB and what is around it.</summary>
    public const int MaxBodyBytes = MaxFileBytes + (64 * 1024);

    private const int MaxFileBytes = 64 * 1024 * 1024;
    private const int LongestName = 512;
    private const int ShortestLifeSeconds = 3600;
    private const int LongestLifeSeconds = 2_592_000;
    private const int IdLetters = 24;
    private const int Capacity = 10_000;

    private readonly JobStore<UploadedFile> _files = new(Capacity);

    public Reply Upload(Exchange exchange)
    {
        var contentType = exchange.Http.Request.ContentType;
        if (MultipartForm.Read(contentType, exchange.Body) is not { } form)
        {
            return DeepSeekChatErrors.Invalid(exchange, new DeepSeekComplaint("Failed to parse the request body as multipart/form-data"));
        }

        if (Problem(form) is { } problem)
        {
            return DeepSeekChatErrors.Invalid(exchange, new DeepSeekComplaint(problem));
        }

        var part = form.First(static one => one.Name is "file");
        var createdAt = exchange.ArrivedAt.ToUnixTimeSeconds();
        UploadedFile file = new(
            $"file-{exchange.Ids.Letters(IdLetters)}", exchange.Account, part.FileName ?? "file", part.Bytes.Length)
        {
            CreatedAt = createdAt,
            ExpiresAt = createdAt + (LifeOf(form) ?? LongestLifeSeconds),
        };
        _files.Add(file.Id, file);
        return DeepSeekChatWire.Dress(exchange, Reply.Whole(200, "application/json", FormEvent.Body(file.Write)).Chunked());
    }

    /// <summary>A file that a chat refers to and its account does not have.</summary>
    public string? MissingIn(Exchange exchange, JsonElement chat)
    {
        if (FormReader.ValueAt(chat, "messages") is not { ValueKind: JsonValueKind.Array } messages)
        {
            return null;
        }

        var now = exchange.ArrivedAt.ToUnixTimeSeconds();
        return messages.EnumerateArray()
            .Select(static message => FormReader.ValueAt(message, "content"))
            .Where(static content => content is { ValueKind: JsonValueKind.Array })
            .SelectMany(static content => content!.Value.EnumerateArray())
            .Where(static part => FormReader.TypeOf(part) is "file")
            .Select(static part => FormReader.TextAt(part, "file_id"))
            .FirstOrDefault(id => id is not null
                && !(_files.TryFind(id, out var file) && file.Account == exchange.Account && file.ExpiresAt > now));
    }

    public void Clear() => _files.Clear();

    private static string? Problem(IReadOnlyList<FormPart> form)
    {
        var file = form.FirstOrDefault(static one => one.Name is "file");
        return file is null ? "missing field `file`"
            : form.FirstOrDefault(static one => one.Name is "purpose")?.Text is not "user_data" ? "purpose must be `user_data`"
            : file.Bytes.Length > MaxFileBytes ? $"The file is larger than {MaxFileBytes} bytes"
            : file.FileName?.Length > LongestName ? $"The filename is longer than {LongestName} characters"
            : ImageHeader.Read(file.Bytes.Span) is null ? "Only JPEG, PNG, GIF and WebP files can be uploaded"
            : form.Any(static one => one.Name is "expires_after[anchor]" && one.Text is not "created_at")
                ? "expires_after[anchor] must be `created_at`"
            : form.Any(static one => one.Name is "expires_after[seconds]") && LifeOf(form) is null
                ? $"expires_after[seconds] must be between {ShortestLifeSeconds} and {LongestLifeSeconds}"
            : null;
    }

    private static int? LifeOf(IReadOnlyList<FormPart> form) => int.TryParse(
        form.FirstOrDefault(static one => one.Name is "expires_after[seconds]")?.Text,
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var seconds) && seconds is >= ShortestLifeSeconds and <= LongestLifeSeconds
        ? seconds
        : null;
}

/// <summary>A picture that was uploaded; its bytes are not kept, for nobody gets them back.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Name">What its client calls it.</param>
/// <param name="LengthBytes">How long it is.</param>
internal sealed record UploadedFile(string Id, string Account, string Name, int LengthBytes)
{
    /// <summary>When it came, in Unix seconds.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>From when on it is no longer there, in Unix seconds.</summary>
    public required long ExpiresAt { get; init; }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("id"u8, Id);
        json.WriteString("object"u8, "file"u8);
        json.WriteNumber("bytes"u8, LengthBytes);
        json.WriteNumber("created_at"u8, CreatedAt);
        json.WriteString("filename"u8, Name);
        json.WriteString("purpose"u8, "user_data"u8);
        json.WriteNumber("expires_at"u8, ExpiresAt);
    }
}
