namespace ProviderClients.Flux.ImagePig;

/// <summary>The shapes there are. The sizes of all but landscape are not published; what came is in the picture's mapping.</summary>
public enum FluxImagePigProportion
{
    /// <summary>1216x832 pixels.</summary>
    Landscape,

    /// <summary>Upright.</summary>
    Portrait,

    /// <summary>As wide as high.</summary>
    Square,

    /// <summary>Wider than landscape.</summary>
    Wide,
}

/// <summary>Chooses a shape for a wanted size.</summary>
internal static class FluxImagePigProportions
{
    /// <summary>Landscape as its pixels are known; upright as that turned; wide as the usual size of such models, near 16:9.</summary>
    private static readonly (FluxImagePigProportion Proportion, double Ratio)[] Ratios =
    [
        (FluxImagePigProportion.Landscape, 1216.0 / 832),
        (FluxImagePigProportion.Portrait, 832.0 / 1216),
        (FluxImagePigProportion.Square, 1),
        (FluxImagePigProportion.Wide, 1344.0 / 768),
    ];

    /// <summary>The shape asked for, or the one whose ratio is off by the smallest factor.</summary>
    public static FluxImagePigProportion Of(FluxImagePigRequest request) => request switch
    {
        { Proportion: { } proportion } => proportion,
        { WidthPixels: { } width, HeightPixels: { } height } =>
            Ratios.MinBy(shape => Math.Abs(Math.Log((double)width / height) - Math.Log(shape.Ratio))).Proportion,
        _ => FluxImagePigProportion.Landscape,
    };

    public static string NameOf(FluxImagePigProportion proportion) => proportion switch
    {
        FluxImagePigProportion.Portrait => "portrait",
        FluxImagePigProportion.Square => "square",
        FluxImagePigProportion.Wide => "wide",
        _ => "landscape",
    };
}
