using System.Globalization;
using System.Text.Json;
using Emulator.Flux.Bfl.Requests;
using Emulator.Jobs;
using Emulator.Pydantic;

namespace Emulator.Flux.Bfl;

/// <summary>The healthy conversation as it goes over the wire: submit, poll, credits.</summary>
internal static class BflWire
{
    private const decimal UntouchedCredits = 1000m;

    public static byte[] Submitted(Job<BflTask> job, BflRequest request, BflRules rules, string pollingUrl) => PydanticJson.Object(json =>
    {
        json.WriteString("id", job.Id);
        if (rules.IsSince(BflCatalog.PollingUrls) && (request.WebhookUrl is null || rules.Section.Webhook.PollingUrl))
        {
            json.WriteString("polling_url", pollingUrl);
        }

        if (request.WebhookUrl is { } webhook)
        {
            json.WriteString("status", rules.Section.Webhook.SubmitStatus);
            json.WriteString("webhook_url", webhook);
        }

        if (rules.IsSince(BflCatalog.Flux2))
        {
            WriteDecimal(json, "cost", job.Work.Cost);
            WriteDecimal(json, "input_mp", Megapixels(request.Inputs.Pixels.Sum()));
            WriteDecimal(json, "output_mp", Megapixels(request.Pixels));
        }
    });

    /// <summary>A task as a poll tells it.</summary>
    public static byte[] Result(Job<BflTask> job, BflRules rules, DateTimeOffset now) =>
        PydanticJson.Object(json => WriteResult(json, job, rules, now));

    public static void WriteResult(Utf8JsonWriter json, Job<BflTask> job, BflRules rules, DateTimeOffset now)
    {
        json.WriteString("id", job.Id);
        json.WriteString("status", BflStatus.Of(job, rules, now));
        if (job.StateAt(now) is JobState.Ready or JobState.Expired)
        {
            WriteReady(json, job, rules, now);
            return;
        }

        json.WriteNull("result");
        WriteProgress(json, job, rules, now);
        WriteDetails(json, job, rules, now);
        json.WriteNull("preview");
    }

    public static byte[] NotFound(string id) => PydanticJson.Object(json =>
    {
        json.WriteString("id", id);
        json.WriteString("status", "Task not found");
        foreach (var name in (ReadOnlySpan<string>)["result", "progress", "details", "preview"])
        {
            json.WriteNull(name);
        }
    });

    /// <summary>What an account has left; a fixed number where nothing is ever taken from it.</summary>
    public static byte[] Credits(decimal? left) => PydanticJson.Object(json => WriteDecimal(json, "credits", left ?? UntouchedCredits));

    /// <summary>The URL of a ready task's picture: signed once when the task is over, or by every poll.</summary>
    public static string SampleOf(Job<BflTask> job, BflRules rules, DateTimeOffset now) => job.Work.Sample.UrlUntil(
        rules.Section.ResignOnPoll ? now + (job.ExpiresAt - job.EndedAt) : job.ExpiresAt);

    private static void WriteReady(Utf8JsonWriter json, Job<BflTask> job, BflRules rules, DateTimeOffset now)
    {
        json.WriteStartObject("result");
        json.WriteString("sample", SampleOf(job, rules, now));
        json.WriteString("prompt", job.Work.Picture.Prompt);
        if (rules.IsSince(BflCatalog.SeedInResults))
        {
            json.WritePropertyName("seed");
            json.WriteRawValue(job.Work.Seed.ToString(CultureInfo.InvariantCulture));
            WriteDecimal(json, "start_time", UnixSeconds(job.StartedAt));
            WriteDecimal(json, "end_time", UnixSeconds(job.EndedAt));
            WriteDecimal(json, "duration", UnixSeconds(job.EndedAt) - UnixSeconds(job.StartedAt));
        }

        json.WriteEndObject();
        json.WriteNull("progress");
        json.WriteNull("details");
        json.WriteNull("preview");
        if (rules.IsSince(BflCatalog.SettledCost))
        {
            WriteDecimal(json, "cost", job.Work.Cost);
        }
    }

    private static void WriteProgress(Utf8JsonWriter json, Job<BflTask> job, BflRules rules, DateTimeOffset now)
    {
        var scale = rules.Section.Statuses.Progress;
        if (scale is BflProgress.None || job.StateAt(now) is not (JobState.Queued or JobState.Running))
        {
            json.WriteNull("progress");
            return;
        }

        var fraction = Math.Round((decimal)job.ProgressAt(now), 2);
        WriteDecimal(json, "progress", scale is BflProgress.Percent ? fraction * 100 : fraction);
    }

    private static void WriteDetails(Utf8JsonWriter json, Job<BflTask> job, BflRules rules, DateTimeOffset now)
    {
        json.WritePropertyName("details");
        var isOver = job.StateAt(now) is JobState.Failed;
        if (isOver && job.Work.Outcome is BflOutcome.Error && rules.Section.Statuses.FailureDetails is { } details)
        {
            details.WriteTo(json);
        }
        else if (isOver && job.Work.Reasons.Count > 0)
        {
            json.WriteStartObject();
            json.WriteStartArray("Moderation Reasons");
            foreach (var reason in job.Work.Reasons)
            {
                json.WriteStringValue(reason);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static decimal Megapixels(long pixels) => Math.Round(pixels / 1_000_000m, 2);

    private static decimal UnixSeconds(DateTimeOffset instant) =>
        (instant - DateTimeOffset.UnixEpoch).Ticks / 10 / 1_000_000m;

    /// <summary>Fractions are written as Python writes them: a whole one keeps its ".0".</summary>
    private static void WriteDecimal(Utf8JsonWriter json, string name, decimal value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value.ToString("0.0#####", CultureInfo.InvariantCulture));
    }
}
