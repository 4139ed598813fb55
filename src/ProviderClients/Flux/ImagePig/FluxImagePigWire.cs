using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProviderClients.Flux.ImagePig;

/// <summary>The provider's JSON as this client writes and reads it.</summary>
internal static class FluxImagePigWire
{
    public static byte[] Write(FluxImagePigRequest request) => JsonSerializer.SerializeToUtf8Bytes(
        new WireRequest
        {
            Prompt = request.Prompt,
            Proportion = NameOf(request.Proportion),
            Format = request.IsPng ? "PNG" : null,
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

    private static string NameOf(FluxImagePigProportion proportion) => proportion switch
    {
        FluxImagePigProportion.Portrait => "portrait",
        FluxImagePigProportion.Square => "square",
        FluxImagePigProportion.Wide => "wide",
        _ => "landscape",
    };
}

internal sealed record WireRequest
{
    public required string Prompt { get; init; }

    public required string Proportion { get; init; }

    public string? Format { get; init; }

    public ulong? Seed { get; init; }

    public int? StorageDays { get; init; }
}

/// <summary>The picture itself or where it is stored; <c>error</c> may come with any status.</summary>
internal sealed record WireAnswer
{
    public byte[]? ImageData { get; init; }

    public Uri? ImageUrl { get; init; }

    public string? Error { get; init; }

    public WireViolation[]? Detail { get; init; }
}

internal sealed record WireViolation
{
    public string? Msg { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireRequest))]
[JsonSerializable(typeof(WireAnswer))]
internal sealed partial class FluxImagePigJsonContext : JsonSerializerContext;
