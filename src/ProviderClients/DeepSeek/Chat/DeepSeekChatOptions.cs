using ProviderClients.Configuration;

namespace ProviderClients.DeepSeek.Chat;

/// <summary>How DeepSeek is called; section <c>ProviderClients:DeepSeek</c>, variables <c>DEEPSEEK_...</c>.</summary>
public sealed class DeepSeekChatOptions : IProviderOptions
{
    internal static readonly ProviderEnvironment Environment = new("DEEPSEEK", "/deepseek");

    /// <inheritdoc/>
    public string ApiKey { get; set; } = "";

    /// <summary>Default <c>https://api.deepseek.com</c>.</summary>
    public Uri BaseUrl { get; set; } = new("https://api.deepseek.com");

    /// <summary>Default 30 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Default 3.</summary>
    public int RetryLimit { get; set; } = 3;

    /// <summary>Default 30 s.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Default 100 requests per 3600 s, where configuration names none.</summary>
    public IList<RateOptions> Limits { get; } = [];

    /// <summary>Default none; the provider allows 2500 on deepseek-flash and 500 on deepseek-v4-pro.</summary>
    public int? Concurrency { get; set; }

    /// <summary>The model where a request names none. Default <c>deepseek-flash</c>.</summary>
    public string Model { get; set; } = "deepseek-flash";

    /// <summary>
    /// The day whose price list holds, whatever the clock says: for a clock that is not today's, such as an emulator's. The newest
    /// list is that of <see cref="DateTimeOffset.MaxValue"/>. Default none: the list of the time at which a request was taken on.
    /// </summary>
    public DateTimeOffset? PricesOf { get; set; }

    /// <summary>
    /// Chinese public holidays, on which the provider has no peak prices; default none, so that a holiday's cost may be
    /// overstated. They change nothing but the cost that is reported.
    /// </summary>
    public IList<DateOnly> OffPeakDays { get; } = [];

    /// <summary>
    /// The longest silence in a stream. Until the first text any byte ends it, keep-alives too, and the deadline holds
    /// besides; from then on only more text does, and a stream may go on past the deadline. Default 60 s.
    /// </summary>
    public TimeSpan LongestSilence { get; set; } = TimeSpan.FromSeconds(60);
}
