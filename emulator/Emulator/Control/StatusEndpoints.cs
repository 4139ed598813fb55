using System.Globalization;
using System.Text;
using System.Text.Json;
using Emulator.Exchanges;
using Emulator.Runs;
using Emulator.Timing;

namespace Emulator.Control;

/// <summary>Tells how the emulator is: whether it kept its times, and what its journal says together.</summary>
internal static class StatusEndpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health", WriteHealthAsync);
        app.MapGet("/ready", WriteReadyAsync);
        app.MapGet("/__emulator/journal/summary", WriteSummaryAsync);
    }

    /// <summary>Always 200: a saturated server still serves, and a probe that kills it would only make matters worse.</summary>
    private static Task WriteHealthAsync(HttpContext http)
    {
        var lateness = LatenessOf(http);
        return WriteJsonAsync(http, json =>
        {
            json.WriteString("status"u8, lateness.IsSaturated ? "saturated"u8 : "healthy"u8);
            WriteLateness(json, lateness);
            MemoryStatus.Write(json);
        });
    }

    /// <summary>200 from the first answer on; 503 once the server was told to stop.</summary>
    private static Task WriteReadyAsync(HttpContext http)
    {
        var isStopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;
        http.Response.StatusCode = isStopping ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return WriteJsonAsync(http, json => json.WriteString("status"u8, isStopping ? "stopping"u8 : "ready"u8));
    }

    private static Task WriteSummaryAsync(HttpContext http)
    {
        var run = http.RequestServices.GetRequiredService<RunRegistry>().Find(RequestedRun.IdOf(http));
        if (run is null)
        {
            return UnreadableOrders.RefuseAsync(
                http, StatusCodes.Status404NotFound, $"there is no run {RequestedRun.IdOf(http)}; GET {ControlCatalogue.Root}/runs lists them.");
        }

        var summary = run.Journal.Summary;
        var lateness = LatenessOf(http);
        return WriteJsonAsync(http, json =>
        {
            json.WriteNumber("lines"u8, summary.Lines);
            json.WriteNumber("droppedLines"u8, summary.DroppedLines);
            json.WriteStartObject("byStatus"u8);
            foreach (var (status, count) in summary.ByStatus)
            {
                json.WriteNumber(status.ToString(CultureInfo.InvariantCulture), count);
            }

            json.WriteEndObject();
            json.WriteNumber("withoutStatus"u8, summary.WithoutStatus);
            json.WriteStartObject("byFault"u8);
            foreach (var (fault, count) in summary.ByFault)
            {
                json.WriteNumber(fault, count);
            }

            json.WriteEndObject();
            json.WriteNumber("microUsd"u8, summary.MicroUsd);
            json.WriteNumber("openRequests"u8, run.Journal.OpenExchanges);
            WriteStamp(json, "firstArrivalNs", summary.First);
            WriteStamp(json, "lastEndNs", summary.Last);
            WriteLateness(json, lateness);
            json.WriteString("timing"u8, lateness.IsTimingValid ? "valid"u8 : "void"u8);
            json.WriteString("because"u8, lateness.Sentence);
        });
    }

    private static LatenessReport LatenessOf(HttpContext http) =>
        http.RequestServices.GetRequiredService<EmulatorClock>().Lateness;

    private static void WriteLateness(Utf8JsonWriter json, LatenessReport lateness)
    {
        json.WriteStartObject("lateness"u8);
        json.WriteNumber("waits"u8, lateness.Waits);
        WriteMilliseconds(json, "p50Ms", lateness.P50);
        WriteMilliseconds(json, "p99Ms", lateness.P99);
        WriteMilliseconds(json, "maxMs", lateness.Max);
        json.WriteNumber("saturatedSeconds"u8, lateness.SaturatedSeconds);
        json.WriteEndObject();
    }

    private static void WriteMilliseconds(Utf8JsonWriter json, string name, TimeSpan time) =>
        json.WriteNumber(name, Math.Round((decimal)time.Ticks / TimeSpan.TicksPerMillisecond, 3));

    private static void WriteStamp(Utf8JsonWriter json, string name, DateTimeOffset? instant)
    {
        if (instant is { } known)
        {
            json.WriteNumber(name, EmulatorClock.Nanoseconds(known));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static async Task WriteJsonAsync(HttpContext http, Action<Utf8JsonWriter> write)
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
