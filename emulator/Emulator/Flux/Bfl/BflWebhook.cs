using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Emulator.Callbacks;
using Emulator.Exchanges;
using Emulator.Flux.Bfl.Requests;
using Emulator.Jobs;
using Emulator.Pydantic;

namespace Emulator.Flux.Bfl;

/// <summary>
/// What the provider posts to a webhook. Its pages show the secret itself in a header and no body; another text of its shows a
/// signature of the body and short bodies. Both can be had; where a scenario says nothing, both headers and the task's whole result.
/// </summary>
internal static class BflWebhook
{
    /// <summary>How long the receiver may take to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Orders the callback that a submit asks for, if it does; a job that never ends has none.</summary>
    public static void Order(Exchange exchange, Job<BflTask> job, BflRequest request)
    {
        if (request.WebhookUrl is not { } url || exchange.FateOf(request.Prompt) is JobFate.Stuck)
        {
            return;
        }

        // The order outlives the request, and must not keep what it does not need.
        var secret = request.WebhookSecret;
        var rules = BflRules.Of(exchange);
        exchange.OrderCallback(new CallbackOrder
        {
            Receiver = new Uri(url),
            DueAt = job.EndedAt,
            MessageAt = now => MessageAt(job, rules, secret, now),
            Policy = new CallbackPolicy(Patience, rules.Section.Webhook.Retries),
            Dialect = exchange.Served.Name,
            Job = job.Id,
        });
    }

    private static CallbackMessage MessageAt(Job<BflTask> job, BflRules rules, string? secret, DateTimeOffset now)
    {
        var body = PydanticJson.Object(json =>
        {
            if (rules.Section.Webhook.Payload is BflWebhookPayload.Result)
            {
                BflWire.WriteResult(json, job, rules, now);
            }
            else
            {
                WriteShort(json, job, rules, now);
            }

            json.WriteString("timestamp", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        });
        return new CallbackMessage(body, Proof(rules.Section.Webhook.Proof, body, secret));
    }

    private static void WriteShort(Utf8JsonWriter json, Job<BflTask> job, BflRules rules, DateTimeOffset now)
    {
        var status = BflStatus.Of(job, rules, now);
        json.WriteString("id", job.Id);
        if (job.StateAt(now) is not JobState.Failed)
        {
            json.WriteString("status", status);
            json.WriteStartObject("result");
            json.WriteString("sample", BflWire.SampleOf(job, rules, now));
            json.WriteString("prompt", job.Work.Picture.Prompt);
            json.WritePropertyName("seed");
            json.WriteRawValue(job.Work.Seed.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
            return;
        }

        // Only the names of these fields are known; a moderated task is told as one that failed.
        json.WriteString("status", "Error");
        json.WriteString("error", status);
        json.WriteString("message", job.Work.Reasons.Count > 0 ? string.Join(", ", job.Work.Reasons) : "The task failed");
    }

    private static Dictionary<string, string> Proof(BflWebhookProof proof, byte[] body, string? secret)
    {
        Dictionary<string, string> headers = [];
        if (secret is not null && proof is (BflWebhookProof.Both or BflWebhookProof.Secret))
        {
            headers["X-Webhook-Secret"] = secret;
        }

        if (secret is not null && proof is (BflWebhookProof.Both or BflWebhookProof.Signature))
        {
            headers["X-BFL-Signature"] = $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";
        }

        return headers;
    }
}
