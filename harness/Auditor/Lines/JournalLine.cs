namespace Auditor.Lines;

/// <summary>One line of the emulator's journal, as scenarios/journal.schema.json words it.</summary>
internal sealed record JournalLine
{
    public required int V { get; init; }

    public required long Seq { get; init; }

    public required long ArrivedNs { get; init; }

    public required long? FirstByteNs { get; init; }

    public required long? EndedNs { get; init; }

    public required string Dialect { get; init; }

    public required string Operation { get; init; }

    public required ExchangeKind Kind { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string? Key { get; init; }

    public required string? Account { get; init; }

    public required string? Model { get; init; }

    public required string Call { get; init; }

    public required int Attempt { get; init; }

    public required IdentifiedBy IdentifiedBy { get; init; }

    public required JournalUnits Units { get; init; }

    public required int? Status { get; init; }

    public required long? RetryAfterNs { get; init; }

    public required ExchangeEnding Ending { get; init; }

    public required string? Job { get; init; }

    public required string? Fault { get; init; }

    public required string? Plan { get; init; }

    /// <summary>How long the answer was planned to wait; older journals do not say it.</summary>
    public long? DelayNs { get; init; }

    public required JournalLimiter? Limiter { get; init; }

    public required string Reason { get; init; }

    /// <summary>What is impossible in a line that has the right form; <see langword="null"/> if nothing is.</summary>
    public string? Complaint() =>
        this switch
        {
            { V: not LineDiagnosis.KnownVersion } => LineDiagnosis.UnknownVersion(V),
            { Seq: < 1 } => "seq is less than 1",
            { ArrivedNs: < 0 } => "arrivedNs is negative",
            _ when FirstByteNs < ArrivedNs => "firstByteNs lies before arrivedNs",
            _ when EndedNs < (FirstByteNs ?? ArrivedNs) => "endedNs lies before the instants it must follow",
            { Ending: not ExchangeEnding.Open, EndedNs: null } => "endedNs is null although ending is not open",
            { Attempt: < 0 } => "attempt is negative",
            { DelayNs: < 0 } => "delayNs is negative",
            { RetryAfterNs: < 0 } => "retryAfterNs is negative",
            { Status: not null, FirstByteNs: null } => "there is a status although no answer's head was sent",
            _ when !Units.ArePossible => "units holds an impossible number",
            { Limiter: { Used: < 0 } or { PermitLimit: < 1 } } => "limiter holds an impossible number",
            _ => null,
        };
}

/// <summary>What an exchange was worth, by the emulator's count.</summary>
internal sealed record JournalUnits
{
    public required long Requests { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required long Images { get; init; }

    public required long MicroUsd { get; init; }

    /// <summary>None is negative or so large that sums over a run could overflow.</summary>
    internal bool ArePossible =>
        ((long[])[Requests, InputTokens, OutputTokens, Images, MicroUsd]).All(count => count is >= 0 and <= Largest);

    private const long Largest = 1_000_000_000_000;
}

/// <summary>What the emulator's limiter said; part of the line, and no evidence here.</summary>
internal sealed record JournalLimiter
{
    public required LimiterDecision Decision { get; init; }

    public required string Limit { get; init; }

    public required long Used { get; init; }

    public required long PermitLimit { get; init; }

    public required long? FreeAtNs { get; init; }
}
