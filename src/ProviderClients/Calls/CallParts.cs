using ProviderClients.Audit;
using ProviderClients.Limiting;

namespace ProviderClients.Calls;

/// <summary>What all clients of one container share.</summary>
internal sealed record CallParts
{
    public required IHttpClientFactory HttpClients { get; init; }

    public required TimeProvider TimeProvider { get; init; }

    public required AuditClock Clock { get; init; }

    public required AuditLog Audit { get; init; }

    public required LimiterPool Limiters { get; init; }

    /// <summary>Decides jitter; random in production, fixed where runs must repeat.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Makes the identity of a call whose caller gave none.</summary>
    public required Func<string> NewCallId { get; init; }
}
