using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProviderClients.Flux.ImagePig;

/// <summary>The provider's JSON as this client writes and reads it.</summary>
internal static class FluxImagePigWire
{
    /// <summary>RFC 3339 with an offset, with or without a fraction.</summary>
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    public static byte[] Write(FluxImagePigRequest request) => JsonSerializer.SerializeToUtf8Bytes(
        new WireRequest
        {
            Prompt = request.Prompt,
            Proportion = FluxImagePigProportions.NameOf(FluxImagePigProportions.Of(request)),
            Language = request.Language,
            Format = request.Format?.ToUpperInvariant(),
            Seed = request.Seed,
            StorageDays = request.StorageDays > 0 ? request.StorageDays : null,
        },
        FluxImagePigJsonContext.Default.WireRequest);

    public static WireAnswer? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, FluxImagePigJsonContext.Default.WireAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A bare number up to 2^64-1, too large for a floating one; a quoted one is taken, too.</summary>
    public static ulong? SeedOf(JsonElement seed) => seed.ValueKind switch
    {
        JsonValueKind.Number when seed.TryGetUInt64(out var number) => number,
        JsonValueKind.String when ulong.TryParse(seed.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    public static DateTimeOffset? InstantOf(JsonElement time) =>
        time.ValueKind is JsonValueKind.String
        && DateTimeOffset.TryParseExact(time.GetString(), Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;

    public static string? TextOf(JsonElement element) => element.ValueKind is JsonValueKind.String ? element.GetString() : null;
}

internal sealed record WireRequest
{
    public required string Prompt { get; init; }

    public required string Proportion { get; init; }

    public string? Language { get; init; }

    public string? Format { get; init; }

    public ulong? Seed { get; init; }

    public int? StorageDays { get; init; }
}

/// <summary>The picture itself or where it is stored; <c>error</c> may come with any status. What is only told beside them may be anything.</summary>
internal sealed record WireAnswer
{
    public byte[]? ImageData { get; init; }

    public Uri? ImageUrl { get; init; }

    public JsonElement Seed { get; init; }

    public JsonElement StartedAt { get; init; }

    public JsonElement CompletedAt { get; init; }

    public JsonElement Error { get; init; }

    public JsonElement Detail { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireRequest))]
[JsonSerializable(typeof(WireAnswer))]
internal sealed partial class FluxImagePigJsonContext : JsonSerializerContext;
