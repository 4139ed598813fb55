using ProviderClients.Configuration;

namespace ProviderClients.Flux.Bfl;

/// <summary>How Flux is called; section <c>ProviderClients:Flux</c>, variables <c>FLUX_...</c>.</summary>
public sealed class FluxBflOptions : IProviderOptions
{
    internal static readonly ProviderEnvironment Environment = new("FLUX", "/flux");

    /// <inheritdoc/>
    public string ApiKey { get; set; } = "";

    /// <summary>Default <c>https://api.bfl.ai</c>.</summary>
    public Uri BaseUrl { get; set; } = new("https://api.bfl.ai");

    /// <summary>Default 180 s, from the first wait for a permit to the last byte of the picture.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>Default 2.</summary>
    public int RetryLimit { get; set; } = 2;

    /// <summary>Default 60 s.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Default none: the provider limits jobs under way, not requests.</summary>
    public IList<RateOptions> Limits { get; } = [];

    /// <summary>The most jobs under way, each until it is finished. Default 24, as the provider documents.</summary>
    public int? Concurrency { get; set; } = 24;

    /// <summary>The model where a request names none. Default <c>flux-2-pro</c>.</summary>
    public string Model { get; set; } = "flux-2-pro";
}
