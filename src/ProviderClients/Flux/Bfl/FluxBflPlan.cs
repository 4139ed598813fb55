using System.Globalization;
using ProviderClients.Images;

namespace ProviderClients.Flux.Bfl;

/// <summary>What is sent for a request, and which of its wishes the model has no field for.</summary>
/// <param name="Model">The model's path.</param>
/// <param name="Family">What it can take.</param>
/// <param name="Sent">The parameters as they are sent.</param>
/// <param name="NotHonoured">A sentence for each wish that is not sent.</param>
internal sealed record FluxBflPlan(string Model, FluxBflFamily Family, ImageSent Sent, IReadOnlyList<string> NotHonoured)
{
    /// <summary>Plans a request that <see cref="FluxBflRules"/> let pass.</summary>
    public static FluxBflPlan For(FluxBflRequest request, string model)
    {
        var family = FluxBflModels.FamilyOf(model);
        var takesRatio = family is FluxBflFamily.Ultra or FluxBflFamily.Kontext or FluxBflFamily.Other;
        var takesSize = family is not (FluxBflFamily.Ultra or FluxBflFamily.Kontext or FluxBflFamily.Fill or FluxBflFamily.Expand);
        var wanted = request is { WidthPixels: { } width, HeightPixels: { } height } ? (width, height) : ((int, int)?)null;
        var size = takesSize && wanted is var (across, down) ? FluxBflSizes.Nearest(family, across, down) : ((int Width, int Height)?)null;
        var nearest = family is not FluxBflFamily.Other && wanted is var (x, y) ? FluxBflSizes.NearestRatio(x, y) : null;
        return new FluxBflPlan(
            model,
            family,
            new ImageSent(model)
            {
                Prompt = request.Prompt,
                WidthPixels = size?.Width,
                HeightPixels = size?.Height,
                AspectRatio = takesRatio ? request.AspectRatio ?? nearest : null,
                Format = request.OutputFormat,
                Seed = request.Seed is >= 0 ? (ulong)request.Seed : null,
                InputImages = request.ModelOptions?.Images.Count ?? 0,
            },
            request.AspectRatio is { } ratio && !takesRatio ? [Say($"ratio {ratio}: {model} takes none, ask for a size")] : []);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
