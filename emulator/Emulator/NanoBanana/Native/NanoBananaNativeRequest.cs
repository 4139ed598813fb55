using System.Text.Json;
using Emulator.Exchanges;
using Emulator.Images;

namespace Emulator.NanoBanana.Native;

/// <summary>What a submit asks for.</summary>
internal sealed record NanoBananaNativeRequest(string Prompt, PictureSize Size)
{
    private const int LongestPrompt = 8000;
    private const int LongestStyle = 64;
    private const int LongestIdempotencyKey = 255;

    public string? Style { get; init; }

    public string Quality { get; init; } = "medium";

    public PictureFormat Format { get; init; } = PictureFormat.Png;

    public ulong? Seed { get; init; }

    /// <summary>Reads a submit; <see langword="null"/> with the first thing that is wrong with it.</summary>
    public static NanoBananaNativeRequest? Read(Exchange exchange, out NanoBananaComplaint? complaint)
    {
        var request = exchange.Http.Request;
        var problem = exchange.JsonProblem;
        complaint =
            !IsJson(request.ContentType) ? new(415, "unsupported_media_type", "The body must be application/json.")
            : exchange.Json is null ? NanoBananaComplaint.Invalid(
                $"The body is not JSON: it breaks at line {(problem?.LineNumber ?? 0) + 1}, byte {(problem?.BytePositionInLine ?? 0) + 1}.")
            : exchange.Json.RootElement.ValueKind != JsonValueKind.Object ? NanoBananaComplaint.Invalid("The body must be a JSON object.")
            : request.Headers["Idempotency-Key"].ToString().Length > LongestIdempotencyKey ? NanoBananaComplaint.Invalid(
                $"The header Idempotency-Key must have at most {LongestIdempotencyKey} characters.")
            : null;
        return complaint is null
            ? ReadBody(exchange.Json!.RootElement, NanoBananaNativeSection.Of(exchange).Strict, out complaint)
            : null;
    }

    private static NanoBananaNativeRequest? ReadBody(JsonElement body, bool isStrict, out NanoBananaComplaint? complaint)
    {
        NanoBananaFields fields = new(body);
        var prompt = fields.Text("prompt", isRequired: true, LongestPrompt);
        var parameters = fields.Nested("parameters");
        var width = parameters.Side("width");
        var height = parameters.Side("height");
        parameters.CheckRatio(width, height);
        var style = parameters.Text("style", isRequired: false, LongestStyle);
        var quality = parameters.Choice("quality", "low", "medium", "high");
        var format = parameters.Choice("format", "png", "jpeg", "webp");
        var seed = parameters.Integer("seed", 0, uint.MaxValue);
        if (isStrict)
        {
            fields.RefuseOthers("prompt", "parameters");
            parameters.RefuseOthers("width", "height", "style", "quality", "format", "seed");
        }

        complaint = fields.Complaint;
        return complaint is not null
            ? null
            : new NanoBananaNativeRequest(prompt!, new PictureSize(width, height))
            {
                Style = style,
                Quality = quality ?? "medium",
                Format = format switch
                {
                    "jpeg" => PictureFormat.Jpeg,
                    "webp" => PictureFormat.WebP,
                    _ => PictureFormat.Png,
                },
                Seed = (ulong?)seed,
            };
    }

    /// <summary>A body that declares nothing is taken for JSON.</summary>
    private static bool IsJson(string? contentType)
    {
        var media = (contentType ?? "application/json").Split(';')[0].Trim();
        return media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>Why a request is refused.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The machine's word.</param>
/// <param name="Message">The sentence for a person.</param>
/// <param name="Param">The field that it is about.</param>
internal sealed record NanoBananaComplaint(int Status, string Code, string Message, string? Param = null)
{
    public static NanoBananaComplaint Invalid(string message, string? param = null) => new(400, "invalid_request", message, param);
}
