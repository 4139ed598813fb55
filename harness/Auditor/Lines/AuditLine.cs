namespace Auditor.Lines;

/// <summary>One line of a client's audit log, as scenarios/audit.schema.json words it.</summary>
internal sealed record AuditLine
{
    public required int V { get; init; }

    public required long Seq { get; init; }

    public required string Call { get; init; }

    public required int Attempt { get; init; }

    public required string Dialect { get; init; }

    public required string Operation { get; init; }

    public required ExchangeKind Kind { get; init; }

    public required string? Key { get; init; }

    public required string? Model { get; init; }

    public required long QueuedNs { get; init; }

    public required long? GrantedNs { get; init; }

    public required long? CommittedNs { get; init; }

    public required long? HeadersNs { get; init; }

    public required long EndedNs { get; init; }

    public required AttemptOutcome Outcome { get; init; }

    public required string? ErrorKind { get; init; }

    public required int? Status { get; init; }

    public required long? RetryAfterNs { get; init; }

    public required string? Job { get; init; }

    public required long ReservedMicroUsd { get; init; }

    public required long? SettledMicroUsd { get; init; }

    public required NextStep Next { get; init; }

    public required long? WaitNs { get; init; }

    public required string Why { get; init; }

    public required string PrevHash { get; init; }

    public required string Hash { get; init; }

    /// <summary>What is impossible in a line that has the right form; <see langword="null"/> if nothing is.</summary>
    public string? Complaint() =>
        this switch
        {
            { V: not LineDiagnosis.KnownVersion } => LineDiagnosis.UnknownVersion(V),
            { Seq: < 1 } => "seq is less than 1",
            { Attempt: < 0 } => "attempt is negative",
            { RetryAfterNs: < 0 } => "retryAfterNs is negative",
            { WaitNs: < 0 } => "waitNs is negative",
            { ReservedMicroUsd: < 0 } or { SettledMicroUsd: < 0 } => "a cost is negative",
            { Next: not NextStep.Retry, WaitNs: not null } => "waitNs is set although next is not retry",
            _ when !IsHash(PrevHash) => "prevHash is not 64 lower-case hex digits",
            _ when !IsHash(Hash) => "hash is not 64 lower-case hex digits",
            _ => null,
        };

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
