using System.Numerics;
using System.Text.Json;
using Emulator.Images;
using Emulator.Pydantic;

namespace Emulator.Flux.ImagePig;

/// <summary>What a caller of <c>/flux</c> asks for.</summary>
/// <param name="Prompt">The text to make a picture of.</param>
/// <param name="Size">The size that the proportion stands for.</param>
/// <param name="Format">The picture's format.</param>
/// <param name="Seed">The caller's seed; <see langword="null"/> leaves it to the service.</param>
/// <param name="StorageDays">How long a URL is kept; 0 asks for the picture itself.</param>
internal sealed record ImagePigRequest(string Prompt, PictureSize Size, PictureFormat Format, ulong? Seed, int StorageDays)
{
    private const int LongestStorageDays = 36_500;

    /// <summary>Reads the body; <see langword="null"/> with all its violations when there are any.</summary>
    public static ImagePigRequest? Read(JsonElement body, out IReadOnlyList<Violation> violations)
    {
        ModelFields fields = new(body);
        var promptName = body.TryGetProperty("prompt", out _) && !body.TryGetProperty("positive_prompt", out _)
            ? "prompt"
            : "positive_prompt";
        fields.Require(promptName);
        var prompt = fields.Text(promptName);
        if (prompt?.Length == 0)
        {
            fields.RefuseShort(promptName);
        }

        var size = SizeOf(fields.Choice("proportion", isNullable: false, "landscape", "portrait", "square", "wide"));
        _ = fields.Text("language");
        var format = fields.Choice("format", isNullable: false, "JPEG", "PNG") == "PNG" ? PictureFormat.Png : PictureFormat.Jpeg;
        var seed = fields.Integer("seed", isNullable: false, new Bounds(0, ulong.MaxValue));
        var days = fields.Integer("storage_days", isNullable: false, new Bounds(0));
        violations = fields.Violations;
        return violations.Count > 0
            ? null
            : new ImagePigRequest(
                prompt!, size, format, (ulong?)seed, (int)BigInteger.Min(days ?? 0, LongestStorageDays));
    }

    /// <summary>The prompt under either of its names, the clients' own first; <see langword="null"/> when there is none.</summary>
    public static string? PromptOf(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return (body.TryGetProperty("positive_prompt", out var prompt) || body.TryGetProperty("prompt", out prompt))
            && prompt.ValueKind == JsonValueKind.String
                ? prompt.GetString()
                : null;
    }

    /// <summary>Only the landscape's size is known; the others are chosen, of about the same number of pixels.</summary>
    private static PictureSize SizeOf(string? proportion) => proportion switch
    {
        "portrait" => new PictureSize(832, 1216),
        "square" => new PictureSize(1024, 1024),
        "wide" => new PictureSize(1344, 768),
        _ => new PictureSize(1216, 832),
    };
}
