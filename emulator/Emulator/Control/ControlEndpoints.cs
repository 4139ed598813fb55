using System.Text;
using System.Text.Json;
using Emulator.Exchanges;
using Emulator.Journal;
using Emulator.Network;

namespace Emulator.Control;

/// <summary>What belongs to the emulator and to no provider: health, the journal, and the answer to unknown paths.</summary>
internal static class ControlEndpoints
{
    public static void Map(WebApplication app, IReadOnlyList<ServedDialect> dialects)
    {
        app.MapGet("/__emulator/journal", WriteJournalAsync);
        app.MapFallback("{**path}", http => RefuseUnknownPathAsync(http, dialects));
    }

    private static async Task WriteJournalAsync(HttpContext http)
    {
        var journal = http.RequestServices.GetRequiredService<ExchangeJournal>();
        http.Response.ContentType = "application/x-ndjson";
        foreach (var line in journal.Lines)
        {
            await http.Response.WriteAsync(line, http.RequestAborted);
            await http.Response.WriteAsync("\n", http.RequestAborted);
        }
    }

    private static Task RefuseUnknownPathAsync(HttpContext http, IReadOnlyList<ServedDialect> dialects)
    {
        var request = http.Request;
        var nearest = NearestPath.To(request.Method, request.Path, dialects.SelectMany(dialect => dialect.Dialect.Operations));
        var logger = http.RequestServices.GetRequiredService<ILogger<ExchangePipeline>>();
        ExchangeLog.Unmatched(logger, request.Method, request.Path.ToUriComponent(), nearest ?? "nothing that exists");
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return WriteJsonAsync(http, json =>
        {
            json.WriteString("error"u8, $"nothing answers {request.Method} {request.Path}; the base URLs are below");
            json.WriteString("nearest"u8, nearest);
            json.WriteStartObject("baseUrls"u8);
            foreach (var dialect in dialects)
            {
                json.WriteString(dialect.Name, PublicAddress.Of(http).BaseUrlOf(dialect.Dialect.Traits));
            }

            json.WriteEndObject();
        });
    }

    internal static async Task WriteJsonAsync(HttpContext http, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n", http.RequestAborted);
    }
}
