using Emulator.Exchanges;

namespace Emulator.Flux.Bfl;

/// <summary>What a scenario says of the provider, made ready for every request.</summary>
/// <param name="Section">What it says; it was checked.</param>
internal sealed record BflRules(BflSection Section)
{
    /// <summary>The rules where a scenario says nothing.</summary>
    public static BflRules Newest { get; } = new(new BflSection());

    /// <summary>The day whose interface is served.</summary>
    public DateOnly Day => Section.CatalogDate ?? DateOnly.MaxValue;

    /// <summary>The rules of the scenario that a request came under.</summary>
    public static BflRules Of(Exchange exchange) => (BflRules)exchange.Served.Rules!;

    public bool IsSince(DateOnly day) => Day >= day;

    /// <summary>The price of a request in credits: the first megapixel, the further ones, and those of the images that it brought.</summary>
    public decimal CostOf(BflModel model, long outputPixels, IEnumerable<long> inputPixels)
    {
        var (first, next) = model.PriceOn(Day);
        return decimal.Round(first + (next * (Section.Price.MegapixelsOf(outputPixels) - 1 + inputPixels.Sum(Section.Price.MegapixelsOf))), 6);
    }

    /// <summary>Whether a task with this outcome is paid for.</summary>
    public bool Charges(BflOutcome outcome) => outcome switch
    {
        BflOutcome.RequestModerated or BflOutcome.ContentModerated => Section.Price.ChargeModerated,
        BflOutcome.Error => Section.Price.ChargeFailed,
        _ => true,
    };
}
