using System.Globalization;
using System.Text.Json;
using Emulator.Exchanges;
using Emulator.Images;
using Emulator.Jobs;
using Emulator.NanoBanana.Gemini.Errors;
using Emulator.NanoBanana.Gemini.Replies;

namespace Emulator.NanoBanana.Gemini.Batch;

/// <summary>Batches as they go over the wire: operations whose metadata tell all, and lines of a file.</summary>
/// <param name="pictures">Where pictures are painted.</param>
internal sealed class GeminiBatchWire(PictureCache pictures)
{
    /// <summary>The numbers that stand for the words of a status within an operation.</summary>
    private static readonly Dictionary<string, int> Codes = new(StringComparer.Ordinal)
    {
        ["CANCELLED"] = 1,
        ["INVALID_ARGUMENT"] = 3,
        ["NOT_FOUND"] = 5,
        ["PERMISSION_DENIED"] = 7,
        ["RESOURCE_EXHAUSTED"] = 8,
        ["FAILED_PRECONDITION"] = 9,
    };

    /// <summary>Writes an operation.</summary>
    /// <param name="exchange">Who asks.</param>
    /// <param name="job">The batch.</param>
    /// <param name="hasAnswers">Whether answers stand in it, which lists spare.</param>
    public Action<Utf8JsonWriter> Operation(Exchange exchange, Job<GeminiBatch> job, bool hasAnswers) => json =>
    {
        var (state, since) = GeminiBatch.StateOf(job, exchange.Clock.Now);
        var isDone = state is not (BatchState.Pending or BatchState.Running);
        json.WriteStartObject();
        json.WriteString("name"u8, job.Id);
        json.WritePropertyName("metadata"u8);
        json.WriteStartObject();
        json.WriteString("@type"u8, "type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatch"u8);
        json.WriteString("model"u8, $"models/{job.Work.Model}");
        if (job.Work.DisplayName is { } displayName)
        {
            json.WriteString("displayName"u8, displayName);
        }

        json.WriteString("createTime"u8, GeminiInstant.Text(job.SubmittedAt));
        if (isDone)
        {
            json.WriteString("endTime"u8, GeminiInstant.Text(since));
        }

        json.WriteString("updateTime"u8, GeminiInstant.Text(since));
        WriteCounts(json, job.Work.Items, state);
        json.WriteString("state"u8, $"BATCH_STATE_{state.ToString().ToUpperInvariant()}");
        json.WriteString("name"u8, job.Id);
        if (state is BatchState.Succeeded && hasAnswers)
        {
            json.WritePropertyName("output"u8);
            WriteOutput(json, exchange, job.Work);
        }

        json.WriteEndObject();
        if (isDone)
        {
            json.WriteBoolean("done"u8, true);
        }

        if (state is BatchState.Failed)
        {
            json.WriteStartObject("error"u8);
            json.WriteNumber("code"u8, 13);
            json.WriteString("message"u8, job.Failure);
            json.WriteEndObject();
        }
        else if (state is BatchState.Succeeded && hasAnswers)
        {
            json.WritePropertyName("response"u8);
            WriteOutput(json, exchange, job.Work);
        }

        json.WriteEndObject();
    };

    /// <summary>The lines of the file that holds the answers; each picture is painted when its line is due.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Lines(Exchange exchange, GeminiBatch batch)
    {
        foreach (var item in batch.Items)
        {
            yield return GeminiWire.Line(json =>
            {
                json.WriteStartObject();
                json.WriteString("key"u8, item.Key);
                WriteResult(json, exchange, item);
                json.WriteEndObject();
            });
        }
    }

    private static void WriteCounts(Utf8JsonWriter json, IReadOnlyList<BatchItem> items, BatchState state)
    {
        var failed = items.Count(static item => item.Error is not null);
        json.WriteStartObject("batchStats"u8);
        WriteCount("requestCount", items.Count);
        WriteCount("successfulRequestCount", state is BatchState.Succeeded ? items.Count - failed : 0);
        WriteCount("failedRequestCount", state is BatchState.Succeeded ? failed : state is BatchState.Failed ? items.Count : 0);
        WriteCount("pendingRequestCount", state is BatchState.Pending or BatchState.Running ? items.Count : 0);
        json.WriteEndObject();

        void WriteCount(string name, int count)
        {
            if (count > 0)
            {
                json.WriteString(name, count.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private void WriteOutput(Utf8JsonWriter json, Exchange exchange, GeminiBatch batch)
    {
        json.WriteStartObject();
        if (batch.ResponsesFile is { } file)
        {
            json.WriteString("responsesFile"u8, file);
        }
        else
        {
            json.WriteStartObject("inlinedResponses"u8);
            json.WriteStartArray("inlinedResponses"u8);
            foreach (var item in batch.Items)
            {
                json.WriteStartObject();
                if (item.Metadata is { } metadata)
                {
                    json.WritePropertyName("metadata"u8);
                    json.WriteRawValue(metadata);
                }

                WriteResult(json, exchange, item);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteResult(Utf8JsonWriter json, Exchange exchange, BatchItem item)
    {
        if (item.Answer is { } answer)
        {
            json.WritePropertyName("response"u8);
            GeminiWire.Answer(answer, picture => exchange.Deliver(picture, pictures), GeminiRules.Of(exchange).Section.SafetyRatings)(json);
            return;
        }

        var error = item.Error ?? GeminiErrors.Invalid;
        json.WriteStartObject("error"u8);
        json.WriteNumber("code"u8, Codes.GetValueOrDefault(error.Status, 13));
        json.WriteString("message"u8, error.Message);
        json.WriteString("status"u8, error.Status);
        json.WriteEndObject();
    }
}
