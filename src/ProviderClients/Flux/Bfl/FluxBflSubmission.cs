namespace ProviderClients.Flux.Bfl;

/// <summary>An accepted job; enough to ask about it from another process, too.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="PollingUrl">Where to ask about it; hosts differ, so never build it yourself.</param>
/// <param name="CostCredits">Its price in credits of 0.01 US dollar, where known.</param>
public sealed record FluxBflSubmission(string Id, Uri PollingUrl, decimal? CostCredits)
{
    /// <summary>Megapixels that came along, as the provider counted them.</summary>
    public decimal? InputMegapixels { get; init; }

    /// <summary>Megapixels that will be made, as the provider counted them.</summary>
    public decimal? OutputMegapixels { get; init; }

    /// <summary>Whether the provider named no address to ask at, or one of a stranger's, so that the base address is asked by the id.</summary>
    public bool IsPolledById { get; init; }
}
