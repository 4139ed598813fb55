using System.Text.Json.Serialization;

namespace ProviderClients.Audit;

/// <summary>One attempt, as the audit log tells it; the order of the members is the order on the line.</summary>
internal sealed record AuditEntry
{
    public int V { get; init; } = 1;

    public long Seq { get; init; }

    public required string Call { get; init; }

    public required int Attempt { get; init; }

    public required string Dialect { get; init; }

    public required string Operation { get; init; }

    public required string Kind { get; init; }

    public required string? Key { get; init; }

    public required string? Model { get; init; }

    public required long QueuedNs { get; init; }

    public long? GrantedNs { get; init; }

    public long? CommittedNs { get; init; }

    public long? HeadersNs { get; init; }

    public long EndedNs { get; init; }

    public string Outcome { get; init; } = "succeeded";

    public string? ErrorKind { get; init; }

    public int? Status { get; init; }

    public long? RetryAfterNs { get; init; }

    public string? Job { get; init; }

    public long ReservedMicroUsd { get; init; }

    public long? SettledMicroUsd { get; init; } = 0;

    public string Next { get; init; } = "done";

    public long? WaitNs { get; init; }

    public string Why { get; init; } = "";

    public string PrevHash { get; init; } = "";

    public string Hash { get; init; } = "";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuditEntry))]
internal sealed partial class AuditJsonContext : JsonSerializerContext;
