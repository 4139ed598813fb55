using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Emulator.Jobs;

namespace Emulator.NanoBanana.Native;

/// <summary>The whole conversation as it goes over the wire.</summary>
internal static class NanoBananaNativeWire
{
    private static readonly NanoBananaNativeJsonContext Json = new(new JsonSerializerOptions(NanoBananaNativeJsonContext.Default.Options)
    {
        // Prompts come back as they were sent, not as escapes.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Submitted(Job<NanoBananaWork> job) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new SubmittedJob(job.Id, "queued", Stamp(job.SubmittedAt)), Json.SubmittedJob);

    public static byte[] Status(Job<NanoBananaWork> job, DateTimeOffset now, int sizeBytes)
    {
        var request = job.Work.Request;
        var state = job.StateAt(now);
        var endedAt = job.CancelledAt ?? job.EndedAt;
        var failure = state == JobState.Failed ? NanoBananaFailure.Of(job.Failure!) : null;
        return JsonSerializer.SerializeToUtf8Bytes(
            new JobStatus(job.Id, NanoBananaNativeReplies.StatusOf(job, now), Progress(job, job.CancelledAt ?? now))
            {
                CreatedAt = Stamp(job.SubmittedAt),
                StartedAt = job.StartedAt <= (job.CancelledAt ?? now) ? Stamp(job.StartedAt) : null,
                CompletedAt = state is JobState.Queued or JobState.Running ? null : Stamp(endedAt),
                Request = new(request.Prompt, new(request.Size.WidthPixels, request.Size.HeightPixels, request.Style, request.Quality)),
                Result = state is JobState.Ready or JobState.Expired ? ResultOf(job, sizeBytes) : null,
                Error = failure is null ? null : new(failure.Code, failure.Message, failure.IsRetryable),
            },
            Json.JobStatus);
    }

    public static byte[] Error(NanoBananaComplaint complaint, string requestId) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new ErrorBody(new(complaint.Code, complaint.Message, complaint.Param, requestId)), Json.ErrorBody);

    public static string Stamp(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static int Progress(Job<NanoBananaWork> job, DateTimeOffset now) => (int)(100 * job.ProgressAt(now));

    private static JobResult ResultOf(Job<NanoBananaWork> job, int sizeBytes)
    {
        var picture = job.Work.Picture;
        return new JobResult(job.Work.Url, picture.WidthPixels, picture.HeightPixels, picture.Extension)
        {
            SizeBytes = sizeBytes,
            ExpiresAt = Stamp(job.ExpiresAt),
        };
    }

    internal sealed record SubmittedJob(string JobId, string Status, string CreatedAt);

    internal sealed record JobStatus(string JobId, string Status, int Progress)
    {
        public required string CreatedAt { get; init; }

        public required string? StartedAt { get; init; }

        public required string? CompletedAt { get; init; }

        public required JobRequest Request { get; init; }

        public required JobResult? Result { get; init; }

        public required JobError? Error { get; init; }
    }

    internal sealed record JobRequest(string Prompt, JobParameters Parameters);

    internal sealed record JobParameters(int Width, int Height, string? Style, string Quality);

    internal sealed record JobResult(string ImageUrl, int Width, int Height, string Format)
    {
        public required int SizeBytes { get; init; }

        public required string ExpiresAt { get; init; }
    }

    internal sealed record JobError(string Code, string Message, bool Retryable);

    internal sealed record ErrorBody(ErrorDetail Error);

    internal sealed record ErrorDetail(string Code, string Message, string? Param, string RequestId);
}

/// <summary>Writes the native wire without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NanoBananaNativeWire.SubmittedJob))]
[JsonSerializable(typeof(NanoBananaNativeWire.JobStatus))]
[JsonSerializable(typeof(NanoBananaNativeWire.ErrorBody))]
internal sealed partial class NanoBananaNativeJsonContext : JsonSerializerContext;
