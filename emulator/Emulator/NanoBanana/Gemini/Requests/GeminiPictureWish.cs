using System.Text.Json;
using Emulator.NanoBanana.Gemini.Catalog;
using Emulator.NanoBanana.Gemini.Errors;

namespace Emulator.NanoBanana.Gemini.Requests;

/// <summary>Which picture is asked for.</summary>
/// <param name="Ratio">One of the model's ratios; <see langword="null"/> where nothing is said.</param>
/// <param name="Size">One of the model's sizes; <see langword="null"/> where nothing is said.</param>
internal readonly record struct GeminiPictureWish(string? Ratio, GeminiImageSize? Size)
{
    private const string RatioEnum = "ASPECT_RATIO_";
    private const string SizeEnum = "IMAGE_SIZE_";

    private static readonly Dictionary<string, string> Numbers = new(StringComparer.Ordinal)
    {
        ["ONE"] = "1",
        ["TWO"] = "2",
        ["THREE"] = "3",
        ["FOUR"] = "4",
        ["FIVE"] = "5",
        ["EIGHT"] = "8",
        ["NINE"] = "9",
        ["SIXTEEN"] = "16",
        ["TWENTY_ONE"] = "21",
    };

    /// <summary>Reads <c>imageConfig</c> and both shapes of <c>responseFormat</c>; the newer container goes before the older.</summary>
    /// <exception cref="GeminiRefusedException">The model has no such ratio or size.</exception>
    public static GeminiPictureWish Read(JsonElement config, GeminiModel model, GeminiSection section)
    {
        string? ratio = null;
        string? size = null;
        foreach (var container in Containers(config))
        {
            ratio = GeminiFields.Text(container, "aspect_ratio") ?? ratio;
            size = GeminiFields.Text(container, "image_size") ?? size;
        }

        return new GeminiPictureWish(RatioOf(ratio, model, section), SizeOf(size, model));
    }

    private static IEnumerable<JsonElement> Containers(JsonElement config)
    {
        if (GeminiFields.TryGet(config, "image_config", out var old))
        {
            yield return old;
        }

        foreach (var format in GeminiFields.Objects(config, "response_format"))
        {
            if (GeminiFields.TryGet(format, "image", out var image))
            {
                yield return image;
            }
        }
    }

    private static string? RatioOf(string? asked, GeminiModel model, GeminiSection section)
    {
        if (asked is null or "" || !model.MakesPictures)
        {
            return null;
        }

        var ratio = asked.StartsWith(RatioEnum, StringComparison.Ordinal) ? RatioOfEnum(asked[RatioEnum.Length..]) : asked;
        return section.AspectRatio is not RatioHandling.Refused && ratio is not null && model.Ratios.Contains(ratio)
            ? ratio
            : throw new GeminiRefusedException(GeminiErrors.WrongRatio(model.Ratios));
    }

    private static GeminiImageSize? SizeOf(string? asked, GeminiModel model)
    {
        if (asked is null or "" || !model.MakesPictures)
        {
            return null;
        }

        var word = !asked.StartsWith(SizeEnum, StringComparison.Ordinal) ? asked : asked[SizeEnum.Length..] switch
        {
            "FIVE_TWELVE" => "512",
            "ONE_K" => "1K",
            "TWO_K" => "2K",
            "FOUR_K" => "4K",
            _ => "",
        };
        return GeminiSizes.Parse(word) is { } size && model.Sizes.Contains(size)
            ? size
            : throw new GeminiRefusedException(GeminiErrors.Invalid);
    }

    /// <summary>SIXTEEN_BY_NINE is 16:9.</summary>
    private static string? RatioOfEnum(string words) =>
        words.Split("_BY_") is [var width, var height]
            && Numbers.TryGetValue(width, out var left) && Numbers.TryGetValue(height, out var right)
            ? $"{left}:{right}"
            : null;
}
