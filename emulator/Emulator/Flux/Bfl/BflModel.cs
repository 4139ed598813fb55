namespace Emulator.Flux.Bfl;

/// <summary>The request schemas that models share.</summary>
internal enum BflSchema
{
    Pro,
    Pro11,
    Dev,
    Ultra,
    Kontext,
    Flux2,
    Flux2Flex,
    Flux2Klein,
    Fill,
    Expand,
    Canny,
    Depth,
}

/// <summary>A model: what it takes and what it costs in credits, of which a hundred are a dollar.</summary>
/// <param name="Name">The model's name, which is its path.</param>
/// <param name="Schema">The request it takes.</param>
/// <param name="FirstMegapixel">The price of an image, or of its first megapixel.</param>
/// <param name="NextMegapixel">The price of every further one, input images included.</param>
internal sealed record BflModel(string Name, BflSchema Schema, decimal FirstMegapixel, decimal NextMegapixel = 0)
{
    /// <summary>The first day on which it is served.</summary>
    public DateOnly From { get; init; } = DateOnly.MinValue;

    /// <summary>The first day on which it is no longer served; <see langword="null"/> where it still is.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Whether it takes a fine-tune's id and strength.</summary>
    public bool IsFinetuned { get; init; }

    /// <summary>What it cost before a day, where it cost something else then.</summary>
    public (DateOnly Until, decimal First, decimal Next)? Formerly { get; init; }

    public bool IsFlux2 => Schema is BflSchema.Flux2 or BflSchema.Flux2Flex or BflSchema.Flux2Klein;

    /// <summary>How many of <c>input_image</c>, <c>input_image_2</c> and so on the request may name.</summary>
    public int InputImages => Schema switch
    {
        BflSchema.Flux2 or BflSchema.Flux2Flex => 8,
        BflSchema.Flux2Klein or BflSchema.Kontext => 4,
        _ => 0,
    };

    public bool IsServedOn(DateOnly day) => day >= From && !(day >= Until);

    /// <summary>The price of the first and of each further megapixel on a day.</summary>
    public (decimal First, decimal Next) PriceOn(DateOnly day) =>
        Formerly is { } former && day < former.Until ? (former.First, former.Next) : (FirstMegapixel, NextMegapixel);
}
