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

    /// <summary>
    /// The most of them with <see cref="FluxBflModels.KontextMax"/>. Default 6, as the provider documents; <see langword="null"/> for no
    /// limit of its own.
    /// </summary>
    public int? KontextMaxConcurrency { get; set; } = 6;

    /// <summary>The model where a request names none. Default <c>flux-2-pro</c>.</summary>
    public string Model { get; set; } = FluxBflModels.Flux2Pro;

    /// <summary>
    /// Where the provider tells of finished jobs: this application's own address of <c>MapFluxBflWebhook</c>, reachable from outside. With
    /// it jobs are asked about less often, in case the news gets lost. Default none.
    /// </summary>
    public Uri? WebhookUrl { get; set; }

    /// <summary>Proves that the news is the provider's; needed with <see cref="WebhookUrl"/>.</summary>
    public string? WebhookSecret { get; set; }
}
