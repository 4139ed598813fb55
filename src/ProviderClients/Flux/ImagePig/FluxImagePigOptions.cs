using ProviderClients.Configuration;

namespace ProviderClients.Flux.ImagePig;

/// <summary>How ImagePig is called; section <c>ProviderClients:ImagePig</c>, variables <c>IMAGEPIG_...</c>.</summary>
public sealed class FluxImagePigOptions : IProviderOptions
{
    internal static readonly ProviderEnvironment Environment = new("IMAGEPIG", "/imagepig");

    /// <inheritdoc/>
    public string ApiKey { get; set; } = "";

    /// <summary>Default <c>https://api.imagepig.com</c>.</summary>
    public Uri BaseUrl { get; set; } = new("https://api.imagepig.com");

    /// <summary>Default 30 s, from the first wait for a permit to the last byte of the picture.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Default 2.</summary>
    public int RetryLimit { get; set; } = 2;

    /// <summary>Default 30 s.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Default none: the provider publishes no limit.</summary>
    public IList<RateOptions> Limits { get; } = [];

    /// <summary>Default none.</summary>
    public int? Concurrency { get; set; }

    /// <summary>
    /// What your plan pays for a picture, in US dollars. The provider publishes no prices and its answers tell none: without this every
    /// cost is reported as not known, which is something else than nothing.
    /// </summary>
    public decimal? PricePerImageUsd { get; set; }
}
