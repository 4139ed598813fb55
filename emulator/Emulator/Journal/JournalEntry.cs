using Emulator.Exchanges;
using Emulator.Limits;

namespace Emulator.Journal;

/// <summary>One line of the journal while its exchange is going on.</summary>
internal sealed class JournalEntry
{
    private int _isClosed;

    public required long Seq { get; init; }

    public required DateTimeOffset ArrivedAt { get; init; }

    public required string Dialect { get; init; }

    public required Operation Operation { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public DateTimeOffset? FirstByteAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? Key { get; set; }

    public string? Account { get; set; }

    /// <summary>The project that the key belongs to, where keys have one.</summary>
    public string? Project { get; set; }

    public string? Model { get; set; }

    public CallIdentity Identity { get; set; }

    public int Requests { get; set; }

    public long InputTokens { get; set; }

    public long OutputTokens { get; set; }

    public long Images { get; set; }

    public long MicroUsd { get; set; }

    public int? Status { get; set; }

    public TimeSpan? RetryAfter { get; set; }

    public ExchangeEnding Ending { get; set; } = ExchangeEnding.Open;

    public string? Job { get; set; }

    public string? Fault { get; set; }

    public string? Plan { get; set; }

    /// <summary>How long the plan makes the answer wait beside the dialect's own work.</summary>
    public TimeSpan? PlannedDelay { get; set; }

    public LimitDecision? Limiter { get; set; }

    public string Reason { get; set; } = "the exchange was still open";

    /// <summary>Whether this call is the one that closes the line; a line is written once.</summary>
    public bool TryClose() => Interlocked.Exchange(ref _isClosed, 1) == 0;
}

/// <summary>Who ended an exchange and how.</summary>
internal enum ExchangeEnding
{
    Open,
    ReadToEnd,
    CutByEmulator,
    CancelledByClient,
}
