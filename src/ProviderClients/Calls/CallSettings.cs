using ProviderClients.Limiting;

namespace ProviderClients.Calls;

/// <summary>What a client tells the sender about itself, whatever its dialect.</summary>
internal sealed record CallSettings
{
    public required string Dialect { get; init; }

    /// <summary>The named <see cref="HttpClient"/> to send with.</summary>
    public required string HttpClientName { get; init; }

    /// <summary>The key's fingerprint, for the audit log and to find the limiter that all clients of the key share.</summary>
    public required string Key { get; init; }

    public required int RetryLimit { get; init; }

    /// <summary>The most time one attempt may take on the wire; the call's deadline holds besides.</summary>
    public required TimeSpan AttemptTimeout { get; init; }

    public required LimiterSettings Limits { get; init; }
}
