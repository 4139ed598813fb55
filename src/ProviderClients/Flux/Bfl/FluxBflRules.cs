using System.Globalization;
using ProviderClients.Images;

namespace ProviderClients.Flux.Bfl;

/// <summary>Says why a request cannot be put to a model, before anything is sent.</summary>
internal static class FluxBflRules
{
    private const int MostImageBytes = 20 * 1024 * 1024;
    private const long MostImagePixels = 20_000_000;
    private const int LeastSide = 256;
    private const int MostExpansion = 2048;

    /// <summary>The first reason; <see langword="null"/> when there is none.</summary>
    public static string? WhyNot(FluxBflRequest request, string model, FluxBflFamily family) =>
        OfSize(request) ?? OfOptions(request, model, family) ?? OfTolerance(request, model, family) ?? OfImages(request, model, family);

    private static string? OfSize(FluxBflRequest request) => request switch
    {
        { WidthPixels: null } or { HeightPixels: null } when request.WidthPixels != request.HeightPixels =>
            "width and height belong together: write both or neither",
        { WidthPixels: < 1 } or { HeightPixels: < 1 } => "width and height must be 1 or more",
        { OutputFormat: not (null or "jpeg" or "png" or "webp") } => $"output format is {request.OutputFormat}: write jpeg, png or webp",
        _ => null,
    };

    private static string? OfOptions(FluxBflRequest request, string model, FluxBflFamily family) => (request.ModelOptions, family) switch
    {
        (null, FluxBflFamily.Fill) => $"{model} needs FluxFillOptions with the picture to fill",
        (null, FluxBflFamily.Expand) => $"{model} needs FluxExpandOptions with the picture to expand",
        ({ } options, _) when !options.Suits(family) => $"{model} does not take what {options.GetType().Name} holds",
        (FluxExpandOptions expand, _) when Sides(expand).Any(side => side is < 0 or > MostExpansion) || Sides(expand).Sum() == 0 =>
            $"a picture is expanded by 0 to {MostExpansion} pixels a side, and at least on one side",
        _ => null,
    };

    private static int[] Sides(FluxExpandOptions expand) => [expand.TopPixels, expand.BottomPixels, expand.LeftPixels, expand.RightPixels];

    /// <summary>The provider's text says 0 to 6 for all, its schema and its answers say 5 for FLUX.2.</summary>
    private static string? OfTolerance(FluxBflRequest request, string model, FluxBflFamily family)
    {
        var most = family is FluxBflFamily.Flux2 or FluxBflFamily.Flux2Flex or FluxBflFamily.Flux2Klein ? 5 : 6;
        return request.SafetyTolerance is { } tolerance && (tolerance < 0 || tolerance > most)
            ? Say($"safety tolerance is {tolerance}: {model} takes 0 to {most}")
            : null;
    }

    private static string? OfImages(FluxBflRequest request, string model, FluxBflFamily family)
    {
        var images = request.ModelOptions?.Images ?? [];
        var most = family is FluxBflFamily.Kontext or FluxBflFamily.Flux2Klein ? 4 : 8;
        if (images.Count > most)
        {
            return Say($"{images.Count} input pictures: {model} takes {most} at most");
        }

        var takesAddresses = request.ModelOptions is Flux2Options or Flux2FlexOptions or FluxKontextOptions;
        return images.Select(image => OfImage(image, model, family, takesAddresses)).FirstOrDefault(why => why is not null);
    }

    private static string? OfImage(FluxBflInputImage image, string model, FluxBflFamily family, bool takesAddresses)
    {
        if (image.Url is not null)
        {
            return takesAddresses ? null : $"{model} takes pictures as bytes, not by address";
        }

        var isPainted = family is FluxBflFamily.Fill or FluxBflFamily.Expand;
        return ImageDimensions.Of(image.Bytes.Span) switch
        {
            _ when image.Bytes.Length > MostImageBytes => "an input picture has more than 20 MB",
            { } size when (long)size.WidthPixels * size.HeightPixels > MostImagePixels => "an input picture has more than 20 megapixels",
            { } size when isPainted && Math.Min(size.WidthPixels, size.HeightPixels) < LeastSide =>
                Say($"an input picture is {size.WidthPixels}x{size.HeightPixels}: {model} takes {LeastSide} pixels a side or more"),
            _ => null,
        };
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
