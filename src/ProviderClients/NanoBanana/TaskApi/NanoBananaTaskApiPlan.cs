namespace ProviderClients.NanoBanana.TaskApi;

/// <summary>Which endpoint makes a picture, with what, and for how many credits.</summary>
internal static class NanoBananaTaskApiPlan
{
    public const string First = "generate";
    public const string Second = "generate-2";
    public const string Pro = "generate-pro";

    /// <summary>Why this API cannot be asked for that; <see langword="null"/> when it can.</summary>
    public static CallFailure? Check(NanoBananaImageRequest request, string endpoint) => request switch
    {
        _ when endpoint is not (First or Second or Pro) =>
            NanoBananaFinish.Unsendable($"there is no endpoint {endpoint}: write generate, generate-2 or generate-pro"),
        _ when request.Inputs.Any(input => input.Url is null) =>
            NanoBananaFinish.Unsendable("the task API takes input pictures by address only, not as bytes"),
        _ => NanoBananaFinish.Check(request),
    };

    /// <summary>The general plan, with what this API has instead of it: formats on one endpoint, seeds and thinking on none.</summary>
    public static NanoBananaPlan Of(NanoBananaImageRequest request, string endpoint)
    {
        var plan = NanoBananaPlan.Of(request, endpoint);
        return plan with
        {
            Sent = plan.Sent with { Format = endpoint is Second ? FormatOf(request.Format) : null },
            NotHonoured = request.Seed is null ? plan.NotHonoured : [.. plan.NotHonoured, "seed: this dialect takes none"],
        };
    }

    /// <summary>What the request costs; <see langword="null"/> when no price is known for it.</summary>
    public static decimal? CreditsOf(NanoBananaPlan plan, NanoBananaTaskApiOptions options)
    {
        var name = plan.Sent.ImageSize is { } size ? $"{plan.Sent.Model}/{size}" : plan.Sent.Model;
        return options.Credits.TryGetValue(name, out var own) ? own : name switch
        {
            First => 4,
            $"{Second}/1K" => 8,
            $"{Second}/2K" => 12,
            $"{Second}/4K" => 18,
            $"{Pro}/1K" or $"{Pro}/2K" => 18,
            $"{Pro}/4K" => 24,
            _ => null,
        };
    }

    private static string? FormatOf(string? format) => format switch
    {
        "png" => "png",
        "jpeg" => "jpg",

        // The nearest that loses nothing; the rest is the fitter's.
        "webp" => "png",
        _ => null,
    };
}
