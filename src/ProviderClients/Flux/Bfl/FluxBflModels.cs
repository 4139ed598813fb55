namespace ProviderClients.Flux.Bfl;

/// <summary>The models that are known, as their paths name them.</summary>
public static class FluxBflModels
{
    /// <summary>FLUX.2, the best; free sizes, up to eight input pictures.</summary>
    public const string Flux2Max = "flux-2-max";

    /// <summary>FLUX.2; free sizes, up to eight input pictures.</summary>
    public const string Flux2Pro = "flux-2-pro";

    /// <summary>FLUX.2's next version.</summary>
    public const string Flux2ProPreview = "flux-2-pro-preview";

    /// <summary>FLUX.2 with steps and guidance of one's own.</summary>
    public const string Flux2Flex = "flux-2-flex";

    /// <summary>FLUX.2, small and fast; up to four input pictures.</summary>
    public const string Flux2Klein4B = "flux-2-klein-4b";

    /// <summary>FLUX.2, less small; up to four input pictures.</summary>
    public const string Flux2Klein9B = "flux-2-klein-9b";

    /// <summary>Edits pictures; ratios.</summary>
    public const string KontextPro = "flux-kontext-pro";

    /// <summary>Edits pictures better; six jobs under way at most.</summary>
    public const string KontextMax = "flux-kontext-max";

    /// <summary>FLUX 1.1; sizes from 256 to 1440 in steps of 32.</summary>
    public const string Pro11 = "flux-pro-1.1";

    /// <summary>FLUX 1.1 with four times the pixels; ratios.</summary>
    public const string Pro11Ultra = "flux-pro-1.1-ultra";

    /// <summary>The open model; sizes from 256 to 1440 in steps of 32.</summary>
    public const string Dev = "flux-dev";

    /// <summary>Paints a part of a picture anew.</summary>
    public const string Fill = "flux-pro-1.0-fill";

    /// <summary>Paints on beyond a picture's edges.</summary>
    public const string Expand = "flux-pro-1.0-expand";

    internal static FluxBflFamily FamilyOf(string model) => model switch
    {
        Flux2Max or Flux2Pro or Flux2ProPreview => FluxBflFamily.Flux2,
        Flux2Flex => FluxBflFamily.Flux2Flex,
        _ when model.StartsWith("flux-2-klein-", StringComparison.Ordinal) => FluxBflFamily.Flux2Klein,
        KontextPro or KontextMax => FluxBflFamily.Kontext,
        Pro11 => FluxBflFamily.Pro11,
        Pro11Ultra or "flux-pro-1.1-ultra-finetuned" => FluxBflFamily.Ultra,
        Dev => FluxBflFamily.Dev,
        Fill or "flux-pro-1.0-fill-finetuned" => FluxBflFamily.Fill,
        Expand => FluxBflFamily.Expand,
        _ => FluxBflFamily.Other,
    };
}

/// <summary>Models that take the same fields.</summary>
internal enum FluxBflFamily
{
    Flux2,
    Flux2Flex,
    Flux2Klein,
    Kontext,
    Pro11,
    Ultra,
    Dev,
    Fill,
    Expand,

    /// <summary>One that is newer than this client: everything is sent as it is asked.</summary>
    Other,
}
