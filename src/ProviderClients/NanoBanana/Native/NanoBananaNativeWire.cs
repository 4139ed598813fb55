using System.Text.Json;
using System.Text.Json.Serialization;
using ProviderClients.Calls;

namespace ProviderClients.NanoBanana.Native;

/// <summary>The native dialect's JSON as this client writes and reads it.</summary>
internal static class NanoBananaNativeWire
{
    public static byte[] Write(NanoBananaImageRequest request) => JsonSerializer.SerializeToUtf8Bytes(
        new WireSubmit
        {
            Prompt = request.Prompt,
            Parameters = new WireParameters
            {
                Width = request.WidthPixels,
                Height = request.HeightPixels,
                Style = request.Style,
                Quality = request.Quality,
                Format = request.Format,
                Seed = request.Seed,
            },
        },
        NanoBananaNativeJsonContext.Default.WireSubmit);

    public static NanoBananaJob? ReadJob(byte[] body, TimeSpan? retryAfter)
    {
        try
        {
            return JsonSerializer.Deserialize(body, NanoBananaNativeJsonContext.Default.WireJob) is { JobId: { } id, Status: { } status } job
                ? new NanoBananaJob(id, status, job.Progress ?? 0, WebAddress.OrNull(job.Result?.ImageUrl), job.Error?.Code, retryAfter)
                {
                    ErrorMessage = job.Error?.Message,
                    IsRetryable = job.Error?.Retryable,
                }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

internal sealed record WireSubmit
{
    public required string Prompt { get; init; }

    public required WireParameters Parameters { get; init; }
}

internal sealed record WireParameters
{
    public int Width { get; init; }

    public int Height { get; init; }

    public string? Style { get; init; }

    public string? Quality { get; init; }

    public string? Format { get; init; }

    public uint? Seed { get; init; }
}

internal sealed record WireJob
{
    public string? JobId { get; init; }

    public string? Status { get; init; }

    public int? Progress { get; init; }

    public WireResult? Result { get; init; }

    public WireError? Error { get; init; }
}

internal sealed record WireResult
{
    public Uri? ImageUrl { get; init; }
}

internal sealed record WireEnvelope
{
    public WireError? Error { get; init; }
}

internal sealed record WireError
{
    public string? Code { get; init; }

    public string? Message { get; init; }

    public string? Param { get; init; }

    public string? RequestId { get; init; }

    public bool? Retryable { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireSubmit))]
[JsonSerializable(typeof(WireJob))]
[JsonSerializable(typeof(WireEnvelope))]
internal sealed partial class NanoBananaNativeJsonContext : JsonSerializerContext;
