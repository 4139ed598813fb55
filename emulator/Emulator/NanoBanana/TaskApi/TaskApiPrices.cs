using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Emulator.NanoBanana.TaskApi;

/// <summary>
/// What tasks cost in credits. The provider's own pages tell none: 8 for generate-2 at 1K is reported, the rest is what the same
/// family of resellers takes.
/// </summary>
internal sealed record TaskApiPrices
{
    [Description("A picture of generate; by default 4 credits.")]
    [Range(0.0, 1_000_000.0)]
    public decimal Generate { get; init; } = 4;

    [Description("A task of generate-2; by default 8, 12 and 18 credits.")]
    public TaskApiTierPrices Generate2 { get; init; } = new() { At1K = 8, At2K = 12, At4K = 18 };

    [Description("A task of generate-pro; by default 18, 18 and 24 credits.")]
    public TaskApiTierPrices GeneratePro { get; init; } = new() { At1K = 18, At2K = 18, At4K = 24 };

    [Description("What a credit is worth in US dollars; by default 0.005.")]
    [Range(0.0, 1_000_000.0)]
    public decimal Dollar { get; init; } = 0.005m;

    /// <summary>The price of a request in credits.</summary>
    public decimal Of(TaskApiModel model, TaskApiRequest request) =>
        model.IsFirst ? Generate * request.Count : (model == TaskApiModel.Pro ? GeneratePro : Generate2).Of(request.Resolution);
}

/// <summary>Prices by resolution.</summary>
internal sealed record TaskApiTierPrices
{
    [Description("At 1K.")]
    [Range(0.0, 1_000_000.0)]
    public required decimal At1K { get; init; }

    [Description("At 2K.")]
    [Range(0.0, 1_000_000.0)]
    public required decimal At2K { get; init; }

    [Description("At 4K.")]
    [Range(0.0, 1_000_000.0)]
    public required decimal At4K { get; init; }

    public decimal Of(TaskApiResolution resolution) => resolution switch
    {
        TaskApiResolution.OneK => At1K,
        TaskApiResolution.TwoK => At2K,
        _ => At4K,
    };
}
