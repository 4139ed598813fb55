using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ProviderClients.Flux.Bfl;

/// <summary>The provider's JSON as this client writes and reads it.</summary>
internal static class FluxBflWire
{
    public static byte[] Write(FluxBflRequest request) => JsonSerializer.SerializeToUtf8Bytes(
        new WireSubmit
        {
            Prompt = request.Prompt,
            Width = request.WidthPixels,
            Height = request.HeightPixels,
            AspectRatio = request.AspectRatio,
            OutputFormat = request.OutputFormat,
            Seed = request.Seed,
        },
        FluxBflJsonContext.Default.WireSubmit);

    public static FluxBflSubmission? ReadSubmission(byte[] body) =>
        Parse(body, FluxBflJsonContext.Default.WireSubmission) is { Id: { } id, PollingUrl: { } url } submission
            ? new FluxBflSubmission(id, url, submission.Cost)
            : null;

    public static FluxBflResult? ReadResult(byte[] body) =>
        Parse(body, FluxBflJsonContext.Default.WireResult) is { Id: { } id, Status: { } status } result
            ? new FluxBflResult(id, status, result.Result?.Sample)
            : null;

    public static T? Parse<T>(byte[] body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
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

    public int? Width { get; init; }

    public int? Height { get; init; }

    public string? AspectRatio { get; init; }

    public string? OutputFormat { get; init; }

    public long? Seed { get; init; }
}

internal sealed record WireSubmission
{
    public string? Id { get; init; }

    public Uri? PollingUrl { get; init; }

    public decimal? Cost { get; init; }
}

internal sealed record WireResult
{
    public string? Id { get; init; }

    public string? Status { get; init; }

    public WireSample? Result { get; init; }
}

internal sealed record WireSample
{
    public Uri? Sample { get; init; }
}

/// <summary><c>detail</c> is a sentence or a list of violations.</summary>
internal sealed record WireDetail
{
    public JsonElement Detail { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireSubmit))]
[JsonSerializable(typeof(WireSubmission))]
[JsonSerializable(typeof(WireResult))]
[JsonSerializable(typeof(WireDetail))]
internal sealed partial class FluxBflJsonContext : JsonSerializerContext;
