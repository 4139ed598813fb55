using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;
using Emulator.NanoBanana.Gemini.Errors;
using Emulator.NanoBanana.Gemini.Replies;
using Emulator.NanoBanana.Gemini.Requests;
using Microsoft.Net.Http.Headers;

namespace Emulator.NanoBanana.Gemini.Files;

/// <summary>
/// Files that requests and batches refer to: uploaded in parts or in one piece, told of, listed, fetched and deleted. The headers
/// are those that published clients send and need; for how long a file is there is chosen, and <c>resultLifetime</c> of a
/// scenario's timing changes it.
/// </summary>
internal sealed class GeminiFiles
{
    private const string Upload = "files.upload";
    private const string StatusHeader = "X-Goog-Upload-Status";
    private const string Collection = "files/";
    private const int NameLetters = 12;
    private const int LongestName = 40;
    private const int UsualPage = 10;
    private const int LongestPage = 100;

    private static readonly SearchValues<char> NameSigns = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private readonly JobStore<StoredFile> _files;
    private readonly JobStore<GeminiUpload> _uploads;

    public GeminiFiles(DialectMemory memory)
    {
        _files = memory.NewStore<StoredFile>();
        _uploads = memory.NewStore<GeminiUpload>();
        Operations =
        [
            new(Upload, OperationKind.Other, "POST", [.. Versions("upload/", "/files")], Begin) { MaxBodyBytes = GeminiUpload.MostBytes },

            // The URL is its own secret: the AI SDK sends no key to it.
            new("files.uploadPart", OperationKind.Other, "POST", [.. Versions("upload/", "/files/{upload}")], Take)
            {
                NeedsKey = false,
                MaxBodyBytes = GeminiUpload.MostBytes,
            },
            new("files.get", OperationKind.Other, "GET", [.. Versions("", "/files/{file}")], Get),
            new("files.list", OperationKind.Other, "GET", [.. Versions("", "/files")], List),
            new("files.delete", OperationKind.Other, "DELETE", [.. Versions("", "/files/{file}")], Delete),
            new(
                "files.download", OperationKind.Other, "GET",
                [.. Versions("download/", "/files/{file}:download"), .. Versions("", "/files/{file}:download")], Download),
        ];
    }

    public IReadOnlyList<Operation> Operations { get; }

    /// <summary>Whose files and batches a request sees: those of its project, or of its account where keys have none.</summary>
    public static string OwnerOf(Exchange exchange) => exchange.Entry.Project ?? exchange.Account;

    /// <summary>
    /// What a request refers to by a URI. Addresses elsewhere are films on the web, which nobody fetches here;
    /// <see langword="null"/> when it is a file that is not there.
    /// </summary>
    public GeminiFile? Referred(Exchange exchange, string uri)
    {
        var place = uri.LastIndexOf(Collection, StringComparison.Ordinal);
        if (place < 0)
        {
            return Uri.TryCreate(uri, UriKind.Absolute, out _) ? new GeminiFile("video/mp4", null) : null;
        }

        return Find(exchange, uri[place..]) is { } file
            ? new GeminiFile(file.MediaType, ImageHeader.Read(file.Bytes.Span) is null ? null : PictureInput.Read(file.Bytes.Span))
            : null;
    }

    /// <summary>A file by its name; <see langword="null"/> when it is not there, or somebody else's.</summary>
    public StoredFile? Find(Exchange exchange, string name) =>
        _files.TryFind(name, out var file) && file.Owner == OwnerOf(exchange) && file.IsThereAt(exchange.Clock.Now) ? file : null;

    /// <summary>Keeps a file that the provider makes.</summary>
    public StoredFile AddMade(Exchange exchange, string mediaType, Func<Exchange, IEnumerable<ReadOnlyMemory<byte>>> lines)
    {
        var file = Draft(exchange, NewName(exchange), mediaType, null) with { Lines = lines };
        _files.Add(file.Name, file);
        return file;
    }

    public void Clear()
    {
        _files.Clear();
        _uploads.Clear();
    }

    private static IEnumerable<string> Versions(string before, string after) =>
        ((string[])["v1beta", "v1"]).Select(version => $"{GeminiPaths.Base}/{before}{version}{after}");

    private static string NewName(Exchange exchange) => Collection + exchange.Ids.Letters(NameLetters).ToLowerInvariant();

    private static StoredFile Draft(Exchange exchange, string name, string mediaType, string? displayName) =>
        new(name, OwnerOf(exchange), mediaType)
        {
            DisplayName = displayName,
            CreatedAt = exchange.Clock.Now,
            ExpiresAt = exchange.Clock.Now + exchange.Timing.ResultLifetime,
            Uri = $"{exchange.BaseUrl}/{Version(exchange)}/{name}",
        };

    private static Reply Told(Exchange exchange, StoredFile file) => GeminiWire.Whole(exchange, 200, file.Write);

    private static Reply Wrong(Exchange exchange) => GeminiErrors.Reply(exchange, GeminiErrors.Invalid);

    private Reply Begin(Exchange exchange)
    {
        var headers = exchange.Http.Request.Headers;
        if (RelatedParts.Read(exchange.Http.Request.ContentType, exchange.Body) is { } parts)
        {
            return WithJson(parts.Json, json => DraftOf(exchange, json, parts.MediaType)) is { } whole
                ? Complete(exchange, whole with { Bytes = parts.Bytes.ToArray() })
                : Wrong(exchange);
        }

        var isStart = headers["X-Goog-Upload-Protocol"] == "resumable" && headers["X-Goog-Upload-Command"] == "start";
        string? type = headers["X-Goog-Upload-Header-Content-Type"];
        var length = long.TryParse(headers["X-Goog-Upload-Header-Content-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out var said)
            ? said
            : (long?)null;
        if (!isStart || length > GeminiUpload.MostBytes || DraftOf(exchange, exchange.Json?.RootElement, type ?? "") is not { } file)
        {
            return Wrong(exchange);
        }

        var id = exchange.Ids.Letters(40);
        _uploads.Add(id, new GeminiUpload(file, length), length ?? 0);
        return GeminiHeaders.Put(exchange, Reply.Whole(200, "text/plain; charset=utf-8", default), TimeSpan.Zero)
            .With("X-Goog-Upload-URL", $"{exchange.BaseUrl}/upload/{Version(exchange)}/files/{id}?upload_protocol=resumable")
            .With("X-Goog-Upload-Chunk-Granularity", "262144")
            .With(StatusHeader, "active");
    }

    private Reply Take(Exchange exchange)
    {
        var headers = exchange.Http.Request.Headers;
        string[] commands = [.. (headers["X-Goog-Upload-Command"].ToString()).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        var isKnown = commands.Length > 0 && commands.All(static one => one is "upload" or "finalize");
        long? offset = long.TryParse(headers["X-Goog-Upload-Offset"], NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : null;
        if (!isKnown || !_uploads.TryFind(exchange.RouteValue("upload"), out var upload)
            || !upload.TryTake(offset, exchange.Body.Span, commands.Contains("finalize"), out var stored))
        {
            return Wrong(exchange);
        }

        return stored is not null
            ? Complete(exchange, stored)
            : GeminiHeaders.Put(exchange, Reply.Whole(200, "text/plain; charset=utf-8", default), TimeSpan.Zero).With(StatusHeader, "active");
    }

    private Reply Complete(Exchange exchange, StoredFile file)
    {
        if (_files.TryFind(file.Name, out _))
        {
            return Wrong(exchange);
        }

        _files.Add(file.Name, file, file.Bytes.Length);
        return GeminiWire.Whole(exchange, 200, json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("file"u8);
            file.Write(json);
            json.WriteEndObject();
        }).With(StatusHeader, "final");
    }

    private Reply Get(Exchange exchange) =>
        Find(exchange, Collection + exchange.RouteValue("file")) is { } file ? Told(exchange, file) : Missing(exchange);

    private Reply List(Exchange exchange)
    {
        var now = exchange.Clock.Now;
        if (GeminiPages.Read(exchange.Http.Request.Query, UsualPage, LongestPage) is not { } page)
        {
            return Wrong(exchange);
        }

        var mine = _files.Newest(int.MaxValue).Where(file => file.Owner == OwnerOf(exchange) && file.IsThereAt(now)).ToArray();
        return GeminiWire.Whole(exchange, 200, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("files"u8);
            foreach (var file in mine.Skip(page.Start).Take(page.Size))
            {
                file.Write(json);
            }

            json.WriteEndArray();
            if (page.NextOf(mine.Length) is { } next)
            {
                json.WriteString("nextPageToken"u8, next);
            }

            json.WriteEndObject();
        });
    }

    private Reply Delete(Exchange exchange)
    {
        if (Find(exchange, Collection + exchange.RouteValue("file")) is not { } file)
        {
            return Missing(exchange);
        }

        file.Delete();
        return GeminiReplies.Empty(exchange);
    }

    private Reply Download(Exchange exchange)
    {
        if (Find(exchange, Collection + exchange.RouteValue("file")) is not { } file)
        {
            return Missing(exchange);
        }

        if (exchange.Http.Request.Query["alt"] != "media")
        {
            return Wrong(exchange);
        }

        var reply = file.Lines is { } lines
            ? Reply.Streamed(200, file.MediaType, Pieces(lines(exchange)))
            : Reply.Whole(200, file.MediaType, file.Bytes);
        return GeminiHeaders.Put(exchange, reply, TimeSpan.Zero);
    }

    private static IEnumerable<ReplyPiece> Pieces(IEnumerable<ReadOnlyMemory<byte>> lines)
    {
        foreach (var line in lines)
        {
            yield return new ReplyPiece(line, TimeSpan.Zero, IsLast: false);
        }

        yield return new ReplyPiece(default, TimeSpan.Zero, IsLast: true);
    }

    private static Reply Missing(Exchange exchange) => GeminiErrors.Reply(exchange, GeminiErrors.NoEntity);

    private static string Version(Exchange exchange) =>
        exchange.Http.Request.Path.Value?.Contains("/v1/", StringComparison.Ordinal) is true ? "v1" : "v1beta";

    /// <summary>What a file is to be, as its upload says; <see langword="null"/> when that is wrong.</summary>
    private static StoredFile? DraftOf(Exchange exchange, JsonElement? body, string mediaType)
    {
        try
        {
            string? name = null, displayName = null, type = null;
            if (body is { } json && GeminiFields.TryGet(json, "file", out var file))
            {
                (name, displayName, type) =
                    (GeminiFields.Text(file, "name"), GeminiFields.Text(file, "display_name"), GeminiFields.Text(file, "mime_type"));
            }

            name = name is null ? NewName(exchange) : name.StartsWith(Collection, StringComparison.Ordinal) ? name : Collection + name;
            var asked = name.AsSpan(Collection.Length);
            var isName = asked.Length is > 0 and <= LongestName && !asked.ContainsAnyExcept(NameSigns);
            mediaType = mediaType.Length > 0 ? mediaType : type ?? "";

            // It becomes a header of the download.
            var isType = Ascii.IsValid(mediaType) && MediaTypeHeaderValue.TryParse(mediaType, out _);
            return isName && isType ? Draft(exchange, name, mediaType, displayName) : null;
        }
        catch (GeminiRefusedException)
        {
            return null;
        }
    }

    private static StoredFile? WithJson(ReadOnlyMemory<byte> text, Func<JsonElement, StoredFile?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The provider refuses what it cannot read, half a surrogate pair among it.
            return null;
        }
    }
}
