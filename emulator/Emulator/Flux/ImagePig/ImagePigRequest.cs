using System.Text.Json;
using Emulator.Images;
using Emulator.Pydantic;

namespace Emulator.Flux.ImagePig;

/// <summary>
/// Reads the requests of the endpoints. Fields that no client sends are let pass; the fields for format, seed, storage and
/// language are documented for texts and taken everywhere.
/// </summary>
internal static class ImagePigRequest
{
    /// <summary>Reads a body; <see langword="null"/> with all its violations when there are any.</summary>
    internal delegate ImagePigOrder? Reader(JsonElement body, ImagePigSection rules, out IReadOnlyList<Violation> violations);

    public static ImagePigOrder? Default(JsonElement body, ImagePigSection rules, out IReadOnlyList<Violation> violations) =>
        OfText(new ImagePigFields(body, rules), rules.Sizes.Default, out violations);

    public static ImagePigOrder? Xl(JsonElement body, ImagePigSection rules, out IReadOnlyList<Violation> violations) =>
        OfText(new ImagePigFields(body, rules), rules.Sizes.Xl, out violations);

    public static ImagePigOrder? Flux(JsonElement body, ImagePigSection rules, out IReadOnlyList<Violation> violations)
    {
        ImagePigFields fields = new(body, rules);
        var prompt = fields.Prompt();
        return Ordered(fields, prompt, rules.Sizes.Of(fields.Proportion()), out violations);
    }

    public static ImagePigOrder? Faceswap(JsonElement body, ImagePigSection rules, out IReadOnlyList<Violation> violations)
    {
        ImagePigFields fields = new(body, rules);
        fields.Picture("source_image");
        return Ordered(fields, "face swap", fields.Picture("target_image"), out violations);
    }

    public static ImagePigOrder? Upscale(JsonElement body, ImagePigSection rules, out IReadOnlyList<Violation> violations)
    {
        ImagePigFields fields = new(body, rules);
        var size = fields.Picture("image");
        var factor = fields.Factor();
        var order = fields.Order($"upscaled {factor} times", (long)size.WidthPixels * factor, (long)size.HeightPixels * factor);
        violations = fields.Violations;
        return order;
    }

    public static ImagePigOrder? Cutout(JsonElement body, ImagePigSection rules, out IReadOnlyList<Violation> violations)
    {
        ImagePigFields fields = new(body, rules);
        return Ordered(fields, "cutout", fields.Picture("image"), out violations, PictureFormat.Png);
    }

    public static ImagePigOrder? Replace(JsonElement body, ImagePigSection rules, out IReadOnlyList<Violation> violations)
    {
        ImagePigFields fields = new(body, rules);
        var size = fields.Picture("image");
        var selected = fields.RequiredText("select_prompt");
        var prompt = fields.Prompt();
        fields.Text("negative_prompt");
        return Ordered(fields, $"{prompt} in place of {selected}", size, out violations);
    }

    public static ImagePigOrder? Outpaint(JsonElement body, ImagePigSection rules, out IReadOnlyList<Violation> violations)
    {
        ImagePigFields fields = new(body, rules);
        var size = fields.Picture("image");
        var prompt = fields.Prompt();
        fields.Text("negative_prompt");
        var (top, right, bottom, left) = (fields.Side("top"), fields.Side("right"), fields.Side("bottom"), fields.Side("left"));
        var order = fields.Order(prompt, (long)left + size.WidthPixels + right, (long)top + size.HeightPixels + bottom);
        violations = fields.Violations;
        return order;
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

    private static ImagePigOrder? OfText(ImagePigFields fields, ImagePigSize size, out IReadOnlyList<Violation> violations)
    {
        var prompt = fields.Prompt();
        fields.Text("negative_prompt");
        return Ordered(fields, prompt, size, out violations);
    }

    private static ImagePigOrder? Ordered(
        ImagePigFields fields, string subject, ImagePigSize size, out IReadOnlyList<Violation> violations, PictureFormat usual = PictureFormat.Jpeg)
    {
        var order = fields.Order(subject, size.WidthPixels, size.HeightPixels, usual);
        violations = fields.Violations;
        return order;
    }
}
