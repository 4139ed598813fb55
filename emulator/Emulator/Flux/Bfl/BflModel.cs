namespace Emulator.Flux.Bfl;

/// <summary>The request schemas that models share.</summary>
internal enum BflSchema
{
    Pro11,
    Dev,
    Ultra,
    Kontext,
    Flux2,
    Flux2Flex,
    Flux2Klein,
}

/// <summary>A model: what it takes and what it costs in credits, of which a hundred are a dollar.</summary>
/// <param name="Name">The model's name, which is its path.</param>
/// <param name="Schema">The request it takes.</param>
/// <param name="FirstMegapixel">The price of an image, or of its first megapixel.</param>
/// <param name="NextMegapixel">The price of every further one, input images included.</param>
internal sealed record BflModel(string Name, BflSchema Schema, decimal FirstMegapixel, decimal NextMegapixel = 0)
{
    private const decimal MegapixelPixels = 1_048_576;

    /// <summary>Every model that is imitated.</summary>
    public static IReadOnlyList<BflModel> All { get; } =
    [
        new("flux-2-max", BflSchema.Flux2, 7m, 3m),
        new("flux-2-pro", BflSchema.Flux2, 3m, 1.5m),
        new("flux-2-pro-preview", BflSchema.Flux2, 3m, 1.5m),
        new("flux-2-flex", BflSchema.Flux2Flex, 5m, 5m),
        new("flux-2-klein-4b", BflSchema.Flux2Klein, 1.4m, 0.1m),
        new("flux-2-klein-9b", BflSchema.Flux2Klein, 1.5m, 0.2m),
        new("flux-2-klein-9b-preview", BflSchema.Flux2Klein, 1.5m, 0.2m),
        new("flux-kontext-pro", BflSchema.Kontext, 4m),
        new("flux-kontext-max", BflSchema.Kontext, 8m),
        new("flux-pro-1.1", BflSchema.Pro11, 4m),
        new("flux-pro-1.1-ultra", BflSchema.Ultra, 6m),
        new("flux-dev", BflSchema.Dev, 2.5m),
    ];

    public bool IsFlux2 => Schema is BflSchema.Flux2 or BflSchema.Flux2Flex or BflSchema.Flux2Klein;

    /// <summary>How many input images the request may name.</summary>
    public int InputImages => Schema switch
    {
        BflSchema.Flux2 or BflSchema.Flux2Flex => 8,
        BflSchema.Flux2Klein or BflSchema.Kontext => 4,
        _ => 0,
    };

    /// <summary>Each image counts as whole megapixels, rounded up; an input image as one, for its size is not looked at.</summary>
    public decimal CostOf(long outputPixels, int inputImages) =>
        FirstMegapixel + (NextMegapixel * (Math.Ceiling(outputPixels / MegapixelPixels) - 1 + inputImages));
}
