using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProviderClients.Flux.Bfl;

/// <summary>A submit of any model; each takes some of the fields, and what is null is not written.</summary>
internal sealed record WireSubmit
{
    public required string Prompt { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public string? AspectRatio { get; init; }

    public string? OutputFormat { get; init; }

    public long? Seed { get; init; }

    public int? SafetyTolerance { get; init; }

    public bool? PromptUpsampling { get; init; }

    public int? Steps { get; init; }

    public double? Guidance { get; init; }

    public bool? Raw { get; init; }

    public string? ImagePrompt { get; init; }

    public double? ImagePromptStrength { get; init; }

    public string? FinetuneId { get; init; }

    public double? FinetuneStrength { get; init; }

    public string? Image { get; init; }

    public string? Mask { get; init; }

    public int? Top { get; init; }

    public int? Bottom { get; init; }

    public int? Left { get; init; }

    public int? Right { get; init; }

    public string? InputImage { get; init; }

    [JsonPropertyName("input_image_2")]
    public string? InputImage2 { get; init; }

    [JsonPropertyName("input_image_3")]
    public string? InputImage3 { get; init; }

    [JsonPropertyName("input_image_4")]
    public string? InputImage4 { get; init; }

    [JsonPropertyName("input_image_5")]
    public string? InputImage5 { get; init; }

    [JsonPropertyName("input_image_6")]
    public string? InputImage6 { get; init; }

    [JsonPropertyName("input_image_7")]
    public string? InputImage7 { get; init; }

    [JsonPropertyName("input_image_8")]
    public string? InputImage8 { get; init; }

    public Uri? WebhookUrl { get; init; }

    public string? WebhookSecret { get; init; }
}

/// <summary>The answer to a submit; with a webhook it has no polling address.</summary>
internal sealed record WireSubmission
{
    public string? Id { get; init; }

    public Uri? PollingUrl { get; init; }

    public decimal? Cost { get; init; }

    public decimal? InputMp { get; init; }

    public decimal? OutputMp { get; init; }
}

/// <summary>A job, from a poll or from a webhook; <c>details</c> may be an object or a sentence.</summary>
internal sealed record WireResult
{
    public string? Id { get; init; }

    public string? Status { get; init; }

    public string? State { get; init; }

    public WireSample? Result { get; init; }

    public double? Progress { get; init; }

    public decimal? Cost { get; init; }

    public JsonElement Details { get; init; }

    public JsonElement Error { get; init; }

    public JsonElement Message { get; init; }
}

internal sealed record WireSample
{
    public Uri? Sample { get; init; }

    public string? Prompt { get; init; }

    public long? Seed { get; init; }

    public decimal? Cost { get; init; }

    public JsonElement Error { get; init; }
}

internal sealed record WireCredits
{
    public decimal? Credits { get; init; }
}

/// <summary><c>detail</c> is a sentence or a list of violations; some gateways write <c>message</c>.</summary>
internal sealed record WireDetail
{
    public JsonElement Detail { get; init; }

    public JsonElement Message { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WireSubmit))]
[JsonSerializable(typeof(WireSubmission))]
[JsonSerializable(typeof(WireResult))]
[JsonSerializable(typeof(WireCredits))]
[JsonSerializable(typeof(WireDetail))]
internal sealed partial class FluxBflJsonContext : JsonSerializerContext;
