using System.Numerics;
using System.Text.Json;
using Emulator.Images;
using Emulator.Pydantic;

namespace Emulator.Flux.Bfl;

/// <summary>What a caller asks a model for.</summary>
/// <param name="Prompt">The text to make a picture of.</param>
/// <param name="Size">The size of the picture that will be made.</param>
/// <param name="Format">The picture's format.</param>
/// <param name="Seed">The caller's seed; <see langword="null"/> leaves it to the service.</param>
internal sealed record BflRequest(string Prompt, PictureSize Size, PictureFormat Format, BigInteger? Seed)
{
    public int InputImages { get; init; }

    /// <summary>Where the caller wants to be told; such a submit's answer has no polling URL.</summary>
    public string? WebhookUrl { get; init; }

    /// <summary>What the callback is signed with.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>Reads a model's body; <see langword="null"/> with all its violations when there are any.</summary>
    public static BflRequest? Read(BflModel model, JsonElement body, out IReadOnlyList<Violation> violations)
    {
        ModelFields fields = new(body);
        var needsPrompt = model.IsFlux2 || model.Schema == BflSchema.Kontext;
        if (needsPrompt)
        {
            fields.Require("prompt");
        }

        var prompt = fields.Text("prompt", isNullable: !needsPrompt && model.Schema != BflSchema.Dev) ?? "";
        var inputImages = ReadInputImages(model, fields);
        var size = ReadSize(model, fields);
        ReadSettings(model, fields);
        var seed = fields.Integer("seed", isNullable: true);
        _ = fields.Integer("safety_tolerance", isNullable: false, new Bounds(0, model.IsFlux2 ? 5 : 6));
        var format = ReadFormat(model, fields);
        var webhookUrl = fields.Url("webhook_url");
        var webhookSecret = fields.Text("webhook_secret", isNullable: true);
        violations = fields.Violations;
        if (violations.Count > 0)
        {
            return null;
        }

        return new BflRequest(prompt, size!.Value, format, seed)
        {
            InputImages = inputImages,
            WebhookUrl = webhookUrl,
            WebhookSecret = webhookSecret,
        };
    }

    private static int ReadInputImages(BflModel model, ModelFields fields)
    {
        var count = 0;
        for (var i = 1; i <= model.InputImages; i++)
        {
            count += fields.Text(i == 1 ? "input_image" : $"input_image_{i}", isNullable: true) is { Length: > 0 } ? 1 : 0;
        }

        return count;
    }

    private static PictureSize? ReadSize(BflModel model, ModelFields fields) => model.Schema switch
    {
        BflSchema.Ultra or BflSchema.Kontext => ReadRatio(model.Schema, fields),
        BflSchema.Pro11 or BflSchema.Dev => ReadFlux1Size(fields),
        _ => ReadFlux2Size(fields),
    };

    private static PictureSize? ReadRatio(BflSchema schema, ModelFields fields)
    {
        var ratio = fields.Text("aspect_ratio", isNullable: schema == BflSchema.Kontext);
        var size = BflSizes.FromRatio(schema, ratio, out var complaint);
        if (complaint is not null)
        {
            fields.RefuseValue("aspect_ratio", complaint);
        }

        return size;
    }

    private static PictureSize? ReadFlux1Size(ModelFields fields)
    {
        var bounds = new Bounds(256, 1440, 32);
        var before = fields.Violations.Count;
        var width = fields.Integer("width", isNullable: false, bounds);
        var height = fields.Integer("height", isNullable: false, bounds);
        return fields.Violations.Count > before ? null : new PictureSize((int)(width ?? 1024), (int)(height ?? 768));
    }

    private static PictureSize? ReadFlux2Size(ModelFields fields)
    {
        var before = fields.Violations.Count;
        var width = fields.Integer("width", isNullable: true, new Bounds(64)) ?? 1024;
        var height = fields.Integer("height", isNullable: true, new Bounds(64)) ?? 1024;
        if (fields.Violations.Count > before)
        {
            return null;
        }

        if (width * height <= BflSizes.MostPixels && width <= BflSizes.LongestSidePixels && height <= BflSizes.LongestSidePixels)
        {
            return BflSizes.Snapped((int)width, (int)height);
        }

        fields.RefuseValue(
            width >= height ? "width" : "height",
            $"image must not exceed 4 megapixels, nor {BflSizes.LongestSidePixels} pixels on a side");
        return null;
    }

    private static void ReadSettings(BflModel model, ModelFields fields)
    {
        if (!model.IsFlux2 || model.Schema == BflSchema.Flux2Flex)
        {
            _ = fields.Boolean("prompt_upsampling", isNullable: model.Schema == BflSchema.Flux2Flex);
        }

        if (model.Schema is BflSchema.Dev or BflSchema.Flux2Flex)
        {
            _ = fields.Number("guidance", isNullable: true, new Bounds(1.5m, model.Schema == BflSchema.Dev ? 5 : 10));
            _ = fields.Integer("steps", isNullable: true, new Bounds(1, 50));
        }

        if (model.Schema == BflSchema.Ultra)
        {
            _ = fields.Boolean("raw");
            _ = fields.Number("image_prompt_strength", isNullable: false, new Bounds(0, 1));
        }

        if (model.Schema is BflSchema.Pro11 or BflSchema.Dev or BflSchema.Ultra)
        {
            _ = fields.Text("image_prompt", isNullable: true);
        }
    }

    /// <summary>WebP is a format of the provider that is not made here: it is refused as a format that does not exist.</summary>
    private static PictureFormat ReadFormat(BflModel model, ModelFields fields)
    {
        var usual = model.Schema == BflSchema.Kontext ? "png" : "jpeg";
        var format = fields.Choice("output_format", isNullable: true, "jpeg", "png", "webp") ?? usual;
        if (format == "webp")
        {
            fields.RefuseChoice("output_format", "jpeg", "png");
        }

        return format == "png" ? PictureFormat.Png : PictureFormat.Jpeg;
    }
}
