using System.Globalization;
using ProviderClients.Images;

namespace ProviderClients.NanoBanana;

/// <summary>
/// What is sent for a request to a model that has ratios, tiers and levels of thinking in place of sizes and qualities. The ratio is the one
/// nearest by the logarithm; the tier is the smallest that covers the wanted size, and never below the one that the quality stands for
/// (low and medium 1K, high 2K); the rest is cropped and scaled afterwards.
/// </summary>
/// <param name="Sent">What is sent.</param>
/// <param name="NotHonoured">What cannot be had, a sentence each.</param>
internal sealed record NanoBananaPlan(ImageSent Sent, IReadOnlyList<string> NotHonoured)
{
    /// <summary>Plans a request.</summary>
    /// <param name="request">Its quality must be one of <see cref="Qualities"/> or missing.</param>
    /// <param name="modelId">The model that makes it.</param>
    public static NanoBananaPlan Of(NanoBananaImageRequest request, string modelId)
    {
        var model = NanoBananaModel.Of(modelId);
        List<string> missing = [];
        var ratio = NearestRatio(model.Ratios, request.WidthPixels, request.HeightPixels);
        var tier = TierOf(request, model, ratio, missing);
        return new NanoBananaPlan(
            new ImageSent(modelId)
            {
                Prompt = PromptWithStyle(request),
                AspectRatio = ratio,
                ImageSize = tier,
                Thinking = ThinkingOf(request.Quality, model, missing),
                InputImages = request.Inputs.Count,
            },
            missing);
    }

    /// <summary>Quality in words, as every dialect's client takes it.</summary>
    public static readonly string[] Qualities = ["low", "medium", "high"];

    /// <summary>The prompt with the style behind it, for dialects that have no parameter for styles.</summary>
    public static string PromptWithStyle(NanoBananaImageRequest request) =>
        string.IsNullOrWhiteSpace(request.Style) ? request.Prompt : $"{request.Prompt}\nStyle: {request.Style}";

    /// <summary>The ratio r with the smallest |ln(width/height) - ln r|.</summary>
    public static string NearestRatio(IReadOnlyList<string> ratios, int widthPixels, int heightPixels)
    {
        var wanted = Math.Log((double)widthPixels / heightPixels);
        return ratios.MinBy(ratio => Math.Abs(wanted - LogOf(ratio)))!;
    }

    private static double LogOf(string ratio)
    {
        var colon = ratio.IndexOf(':', StringComparison.Ordinal);
        return Math.Log(
            double.Parse(ratio.AsSpan(0, colon), CultureInfo.InvariantCulture) / double.Parse(ratio.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }

    private static string? TierOf(NanoBananaImageRequest request, NanoBananaModel model, string ratio, List<string> missing)
    {
        var asked = request.Quality is "high" ? "2K" : "1K";
        var least = Array.IndexOf(model.Tiers, asked);
        if (request.Quality is "high" && least < 0)
        {
            missing.Add("quality high: this model makes one size only");
        }

        var candidates = model.Tiers.Length == 0 ? (string?[])[null] : model.Tiers[Math.Max(least, 0)..];
        var chosen = Array.Find(candidates, tier => Covers(model.SizeOf(ratio, tier), request));
        if (chosen is null && !Covers(model.SizeOf(ratio, candidates[^1]), request))
        {
            var largest = model.SizeOf(ratio, candidates[^1]);
            var wanted = string.Create(CultureInfo.InvariantCulture, $"{request.WidthPixels}x{request.HeightPixels}");
            missing.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"size {wanted}: the largest that this model makes at {ratio} is {largest.WidthPixels}x{largest.HeightPixels}"));
        }

        return chosen ?? candidates[^1];
    }

    private static bool Covers(ImageDimensions size, NanoBananaImageRequest request) =>
        size.WidthPixels >= request.WidthPixels && size.HeightPixels >= request.HeightPixels;

    /// <summary>Low thinks minimally, medium and high as they say; a model without that level takes its least.</summary>
    private static string? ThinkingOf(string? quality, NanoBananaModel model, List<string> missing)
    {
        if (quality is null || model.Thinking.Length == 0)
        {
            return null;
        }

        var wanted = quality is "low" ? "minimal" : quality;
        if (model.Thinking.Contains(wanted))
        {
            return wanted;
        }

        missing.Add($"quality {quality}: this model cannot think at level {wanted}, {model.Thinking[0]} was sent");
        return model.Thinking[0];
    }
}
