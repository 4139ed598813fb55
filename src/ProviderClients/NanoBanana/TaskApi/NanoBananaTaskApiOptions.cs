using ProviderClients.Configuration;

namespace ProviderClients.NanoBanana.TaskApi;

/// <summary>
/// How the task API is called; section <c>ProviderClients:NanoBananaTaskApi</c>, variables <c>NANOBANANA_TASK_...</c>, and
/// <c>NANOBANANA_...</c> where <c>NANOBANANA_DIALECT</c> is <c>task</c>.
/// </summary>
public sealed class NanoBananaTaskApiOptions : IProviderOptions
{
    /// <inheritdoc/>
    public string ApiKey { get; set; } = "";

    /// <summary>Default <c>https://api.nanobananaapi.ai</c>.</summary>
    public Uri BaseUrl { get; set; } = new("https://api.nanobananaapi.ai");

    /// <summary>Default 180 s, from the first wait for a permit to the last byte of the picture.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(180);

    /// <summary>Default 2.</summary>
    public int RetryLimit { get; set; } = 2;

    /// <summary>Default 60 s.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Default 20 submits per 10 s, where configuration names none; polls and downloads are not counted.</summary>
    public IList<RateOptions> Limits { get; } = [];

    /// <summary>Default none.</summary>
    public int? Concurrency { get; set; }

    /// <summary>
    /// <c>generate</c>, <c>generate-2</c> or <c>generate-pro</c> where a request names none; <see langword="null"/> (default) takes
    /// <c>generate-pro</c> for high quality and <c>generate-2</c> otherwise.
    /// </summary>
    public string? Model { get; set; }

    /// <summary>
    /// Where the provider reports finished tasks, an address of the host application's own that feeds <see cref="INanoBananaCallbacks"/>.
    /// Default none: the task is polled for alone. Polling goes on beside callbacks, because they can be lost.
    /// </summary>
    public Uri? CallbackUrl { get; set; }

    /// <summary>
    /// Whether a callback's own words are enough. They are not signed, so by default (no) a callback only makes the client ask at once; say
    /// yes where the callback address is secret and nobody else can reach it.
    /// </summary>
    public bool TrustsCallbacks { get; set; }

    /// <summary>What a credit costs in US dollars. Default 0.005, as users of the same family of APIs report.</summary>
    public decimal UsdPerCredit { get; set; } = 0.005m;

    /// <summary>
    /// Credits of a picture by endpoint and size (<c>generate-2/1K</c>, <c>generate</c>), where they are not 4 for <c>generate</c>, 8, 12
    /// and 18 for <c>generate-2</c> at 1K, 2K and 4K, 18, 18 and 24 for <c>generate-pro</c>: the provider publishes no prices.
    /// </summary>
    public IDictionary<string, decimal> Credits { get; } = new Dictionary<string, decimal>(StringComparer.Ordinal);
}
