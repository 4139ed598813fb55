namespace ProviderClients.Flux.Bfl;

/// <summary>What only some models take. A member that is <see langword="null"/> is not sent, and the provider's default holds.</summary>
public abstract record FluxBflModelOptions
{
    private protected FluxBflModelOptions()
    {
    }

    internal abstract bool Suits(FluxBflFamily family);

    internal virtual IReadOnlyList<FluxBflInputImage> Images => [];
}

/// <summary>For FLUX.2 (max, pro, klein): the pictures to edit or to go by.</summary>
/// <param name="Inputs">Up to eight; four for klein.</param>
public sealed record Flux2Options(params IReadOnlyList<FluxBflInputImage> Inputs) : FluxBflModelOptions
{
    internal override IReadOnlyList<FluxBflInputImage> Images => Inputs;

    internal override bool Suits(FluxBflFamily family) => family is FluxBflFamily.Flux2 or FluxBflFamily.Flux2Klein or FluxBflFamily.Other;
}

/// <summary>For <see cref="FluxBflModels.Flux2Flex"/>.</summary>
/// <param name="Inputs">Up to eight pictures to edit or to go by.</param>
public sealed record Flux2FlexOptions(params IReadOnlyList<FluxBflInputImage> Inputs) : FluxBflModelOptions
{
    /// <summary>1 to 50; default 50.</summary>
    public int? Steps { get; init; }

    /// <summary>1.5 to 10; default 5.</summary>
    public double? Guidance { get; init; }

    /// <summary>Whether the provider improves the prompt; by default it does.</summary>
    public bool? PromptUpsampling { get; init; }

    internal override IReadOnlyList<FluxBflInputImage> Images => Inputs;

    internal override bool Suits(FluxBflFamily family) => family is FluxBflFamily.Flux2Flex or FluxBflFamily.Other;
}

/// <summary>For <see cref="FluxBflModels.KontextPro"/> and <see cref="FluxBflModels.KontextMax"/>.</summary>
/// <param name="Inputs">Up to four pictures to edit.</param>
public sealed record FluxKontextOptions(params IReadOnlyList<FluxBflInputImage> Inputs) : FluxBflModelOptions
{
    /// <summary>Whether the provider improves the prompt; by default it does not.</summary>
    public bool? PromptUpsampling { get; init; }

    internal override IReadOnlyList<FluxBflInputImage> Images => Inputs;

    internal override bool Suits(FluxBflFamily family) => family is FluxBflFamily.Kontext or FluxBflFamily.Other;
}

/// <summary>For <see cref="FluxBflModels.Pro11"/> and, with steps and guidance, <see cref="FluxBflModels.Dev"/>.</summary>
public sealed record Flux1Options : FluxBflModelOptions
{
    /// <summary>A picture to go by, as bytes.</summary>
    public FluxBflInputImage? ImagePrompt { get; init; }

    /// <summary>Whether the provider improves the prompt; by default it does not.</summary>
    public bool? PromptUpsampling { get; init; }

    /// <summary>For the open model: 1 to 50; default 28.</summary>
    public int? Steps { get; init; }

    /// <summary>For the open model: 1.5 to 5; default 3.</summary>
    public double? Guidance { get; init; }

    internal override IReadOnlyList<FluxBflInputImage> Images => ImagePrompt is null ? [] : [ImagePrompt];

    internal override bool Suits(FluxBflFamily family) => family switch
    {
        FluxBflFamily.Pro11 => Steps is null && Guidance is null,
        _ => family is FluxBflFamily.Dev or FluxBflFamily.Other,
    };
}

/// <summary>For <see cref="FluxBflModels.Pro11Ultra"/>.</summary>
public sealed record FluxUltraOptions : FluxBflModelOptions
{
    /// <summary>Less processed, more natural pictures.</summary>
    public bool? Raw { get; init; }

    /// <summary>A picture to go by, as bytes.</summary>
    public FluxBflInputImage? ImagePrompt { get; init; }

    /// <summary>0 to 1; default 0.1.</summary>
    public double? ImagePromptStrength { get; init; }

    /// <summary>Whether the provider improves the prompt; by default it does not.</summary>
    public bool? PromptUpsampling { get; init; }

    /// <summary>The fine-tuning to use, for the fine-tuned variant.</summary>
    public string? FinetuneId { get; init; }

    /// <summary>0 to 2; default 1.2.</summary>
    public double? FinetuneStrength { get; init; }

    internal override IReadOnlyList<FluxBflInputImage> Images => ImagePrompt is null ? [] : [ImagePrompt];

    internal override bool Suits(FluxBflFamily family) => family is FluxBflFamily.Ultra or FluxBflFamily.Other;
}

/// <summary>For <see cref="FluxBflModels.Fill"/>.</summary>
/// <param name="Image">The picture, as bytes; each side 256 pixels or more.</param>
public sealed record FluxFillOptions(FluxBflInputImage Image) : FluxBflModelOptions
{
    /// <summary>White where it is painted anew, of the picture's size; without it the picture's own alpha.</summary>
    public FluxBflInputImage? Mask { get; init; }

    /// <summary>15 to 50; default 50.</summary>
    public int? Steps { get; init; }

    /// <summary>1.5 to 100; default 60.</summary>
    public double? Guidance { get; init; }

    /// <summary>Whether the provider improves the prompt; by default it does not.</summary>
    public bool? PromptUpsampling { get; init; }

    /// <summary>The fine-tuning to use, for the fine-tuned variant.</summary>
    public string? FinetuneId { get; init; }

    /// <summary>0 to 2; default 1.1.</summary>
    public double? FinetuneStrength { get; init; }

    internal override IReadOnlyList<FluxBflInputImage> Images => Mask is null ? [Image] : [Image, Mask];

    internal override bool Suits(FluxBflFamily family) => family is FluxBflFamily.Fill or FluxBflFamily.Other;
}

/// <summary>For <see cref="FluxBflModels.Expand"/>.</summary>
/// <param name="Image">The picture, as bytes; each side 256 pixels or more.</param>
public sealed record FluxExpandOptions(FluxBflInputImage Image) : FluxBflModelOptions
{
    /// <summary>What is painted on above; 0 to 2048. At least one side is more than 0.</summary>
    public int TopPixels { get; init; }

    /// <summary>What is painted on below; 0 to 2048.</summary>
    public int BottomPixels { get; init; }

    /// <summary>What is painted on at the left; 0 to 2048.</summary>
    public int LeftPixels { get; init; }

    /// <summary>What is painted on at the right; 0 to 2048.</summary>
    public int RightPixels { get; init; }

    /// <summary>15 to 50; default 50.</summary>
    public int? Steps { get; init; }

    /// <summary>1.5 to 100; default 60.</summary>
    public double? Guidance { get; init; }

    /// <summary>Whether the provider improves the prompt; by default it does not.</summary>
    public bool? PromptUpsampling { get; init; }

    internal override IReadOnlyList<FluxBflInputImage> Images => [Image];

    internal override bool Suits(FluxBflFamily family) => family is FluxBflFamily.Expand or FluxBflFamily.Other;
}
