using ProviderClients.Audit;
using ProviderClients.Calls;
using ProviderClients.Limiting;

namespace ProviderClients.Configuration;

/// <summary>Turns a dialect's options into what the sender needs.</summary>
internal static class SettingsOf
{
    public static CallSettings Options(string dialect, string httpClientName, IProviderOptions options, IReadOnlyList<Rate> limits) => new()
    {
        Dialect = dialect,
        HttpClientName = httpClientName,
        Key = KeyFingerprint.Of(options.ApiKey),
        RetryLimit = options.RetryLimit,
        AttemptTimeout = options.AttemptTimeout,
        Limits = new LimiterSettings
        {
            Windows = options.Limits.Count == 0 ? limits : [.. options.Limits.Select(limit => new Rate(limit.Requests, limit.Window))],
            Concurrency = options.Concurrency,
        },
    };
}
