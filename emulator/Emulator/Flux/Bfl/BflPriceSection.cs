using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Emulator.Flux.Bfl;

/// <summary>How a price is made of pixels, where the provider's pages and samples contradict each other, and what is charged.</summary>
internal sealed record BflPriceSection
{
    [Description("The pixels of a megapixel that is paid for: 1048576 (default, the price page) or 1000000 (as answers count them).")]
    [Range(1, 10_000_000)]
    public int MegapixelPixels { get; init; } = 1_048_576;

    [Description("How each image's megapixels are rounded: up (default), nearest, down, or exact for not at all; an image counts one at least.")]
    public BflRounding Rounding { get; init; }

    [Description("Whether moderated tasks are paid for; they are by default.")]
    public bool ChargeModerated { get; init; } = true;

    [Description("Whether failed tasks are paid for; they are by default.")]
    public bool ChargeFailed { get; init; } = true;

    /// <summary>The megapixels of one image that are paid for.</summary>
    public decimal MegapixelsOf(long pixels)
    {
        var exact = (decimal)pixels / MegapixelPixels;
        return Math.Max(1, Rounding switch
        {
            BflRounding.Up => Math.Ceiling(exact),
            BflRounding.Nearest => Math.Round(exact, MidpointRounding.AwayFromZero),
            BflRounding.Down => Math.Floor(exact),
            _ => exact,
        });
    }
}

/// <summary>How megapixels are rounded.</summary>
internal enum BflRounding
{
    Up,
    Nearest,
    Down,
    Exact,
}
