using ProviderClients.Configuration;

namespace ProviderClients.NanoBanana.Native;

/// <summary>How NanoBanana is called; section <c>ProviderClients:NanoBanana</c>, variables <c>NANOBANANA_...</c> and <c>NANOBANANA_NATIVE_...</c>.</summary>
public sealed class NanoBananaNativeOptions : IProviderOptions
{
    /// <inheritdoc/>
    public string ApiKey { get; set; } = "";

    /// <summary>Default <c>https://api.nanobanana.com/v1</c>.</summary>
    public Uri BaseUrl { get; set; } = new("https://api.nanobanana.com/v1");

    /// <summary>Default 180 s, from the first wait for a permit to the last byte of the picture.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>Default 2.</summary>
    public int RetryLimit { get; set; } = 2;

    /// <summary>Default 60 s.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Default 50 submits per 3600 s, where configuration names none; polls and downloads are not counted.</summary>
    public IList<RateOptions> Limits { get; } = [];

    /// <summary>Default none.</summary>
    public int? Concurrency { get; set; }
}
