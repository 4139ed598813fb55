using System.Globalization;
using System.Text.Json;
using Emulator.Jobs;
using Emulator.Pydantic;

namespace Emulator.Flux.Bfl;

/// <summary>The healthy conversation as it goes over the wire: submit, poll, credits.</summary>
internal static class BflWire
{
    private const decimal UntouchedCredits = 1000m;

    public static byte[] Submitted(Job<BflTask> job, BflRequest request, string pollingUrl) => PydanticJson.Object(json =>
    {
        json.WriteString("id", job.Id);
        if (request.WebhookUrl is null)
        {
            json.WriteString("polling_url", pollingUrl);
        }
        else
        {
            json.WriteString("status", "Pending");
            json.WriteString("webhook_url", request.WebhookUrl);
        }

        WriteDecimal(json, "cost", job.Work.Cost);
        WriteDecimal(json, "input_mp", request.InputImages);
        WriteDecimal(json, "output_mp", Math.Round(job.Work.Picture.Size.Pixels / 1_000_000m, 2));
    });

    public static byte[] Result(Job<BflTask> job, DateTimeOffset now)
    {
        var state = job.StateAt(now);
        return state switch
        {
            JobState.Ready or JobState.Expired => Ready(job),
            JobState.Failed => Envelope(job.Id, FailureOf(job.Work), json => WriteModeration(json, job.Work)),
            _ => Envelope(job.Id, "Pending", WriteNoDetails, progress: Math.Round((decimal)job.ProgressAt(now), 2)),
        };
    }

    public static byte[] NotFound(string id) => Envelope(id, "Task not found", WriteNoDetails);

    /// <summary>What an account has left; a fixed number where nothing is ever taken from it.</summary>
    public static byte[] Credits(decimal? left) => PydanticJson.Object(json => WriteDecimal(json, "credits", left ?? UntouchedCredits));

    private static byte[] Ready(Job<BflTask> job) => PydanticJson.Object(json =>
    {
        json.WriteString("id", job.Id);
        json.WriteString("status", "Ready");
        json.WriteStartObject("result");
        json.WriteString("sample", job.Work.SampleUrl);
        json.WriteString("prompt", job.Work.Picture.Prompt);
        json.WritePropertyName("seed");
        json.WriteRawValue(job.Work.Seed.ToString(CultureInfo.InvariantCulture));
        WriteDecimal(json, "start_time", UnixSeconds(job.StartedAt));
        WriteDecimal(json, "end_time", UnixSeconds(job.EndedAt));
        WriteDecimal(json, "duration", UnixSeconds(job.EndedAt) - UnixSeconds(job.StartedAt));
        json.WriteEndObject();
        json.WriteNull("progress");
        WriteNoDetails(json);
        json.WriteNull("preview");
        WriteDecimal(json, "cost", job.Work.Cost);
    });

    private static byte[] Envelope(string id, string status, Action<Utf8JsonWriter> writeDetails, decimal? progress = null) =>
        PydanticJson.Object(json =>
        {
            json.WriteString("id", id);
            json.WriteString("status", status);
            json.WriteNull("result");
            if (progress is { } fraction)
            {
                WriteDecimal(json, "progress", fraction);
            }
            else
            {
                json.WriteNull("progress");
            }

            writeDetails(json);
            json.WriteNull("preview");
        });

    private static void WriteNoDetails(Utf8JsonWriter json) => json.WriteNull("details");

    private static void WriteModeration(Utf8JsonWriter json, BflTask task)
    {
        if (task.Outcome != BflOutcome.RequestModerated)
        {
            WriteNoDetails(json);
            return;
        }

        json.WriteStartObject("details");
        json.WriteStartArray("Moderation Reasons");
        json.WriteStringValue("Violence");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string FailureOf(BflTask task) => task.Outcome == BflOutcome.RequestModerated ? "Request Moderated" : "Error";

    private static decimal UnixSeconds(DateTimeOffset instant) =>
        (instant - DateTimeOffset.UnixEpoch).Ticks / 10 / 1_000_000m;

    /// <summary>Fractions are written as Python writes them: a whole one keeps its ".0".</summary>
    private static void WriteDecimal(Utf8JsonWriter json, string name, decimal value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.ToString("0.0#####", CultureInfo.InvariantCulture));
    }
}
