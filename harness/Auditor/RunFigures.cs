namespace Auditor;

/// <summary>The run in numbers, counted from the journal.</summary>
internal sealed record RunFigures
{
    /// <summary>Exchanges of every kind.</summary>
    public required long Exchanges { get; init; }

    /// <summary>Different calls of paid work: chat and submit.</summary>
    public required long Calls { get; init; }

    /// <summary>Attempts of paid work: chat and submit.</summary>
    public required long Attempts { get; init; }

    /// <summary>Answers with status 429, of every kind.</summary>
    public required long Refusals { get; init; }

    public long Retries => Attempts - Calls;

    /// <summary>Attempts of paid work for each call of it; 0 if there was none.</summary>
    public double Amplification => Calls == 0 ? 0 : (double)Attempts / Calls;

    /// <summary>How often each fault was performed.</summary>
    public required IReadOnlyDictionary<string, long> Faults { get; init; }

    /// <summary>How often each status was answered; <c>none</c> where no answer's head was sent.</summary>
    public required IReadOnlyDictionary<string, long> Statuses { get; init; }

    public required long InputTokens { get; init; }

    public required long OutputTokens { get; init; }

    public required long Images { get; init; }

    /// <summary>What the provider would bill, in millionths of a US dollar.</summary>
    public required long MicroUsd { get; init; }

    /// <summary>What became of the answers that asked for a wait.</summary>
    public required RetryAfterFigures RetryAfter { get; init; }

    /// <summary>When the first request arrived; null if none did.</summary>
    public required long? FirstArrivalNs { get; init; }

    /// <summary>When the last answer ended.</summary>
    public required long? LastEndNs { get; init; }

    /// <summary>Exchanges that the numbering of the journal shows to be missing from it.</summary>
    public required long Missing { get; init; }

    /// <summary>Exchanges known by their content only, so that a retry and an equal request look the same.</summary>
    public required long IdentifiedByContent { get; init; }
}

/// <summary>What became of answers that asked for a wait and were followed by another attempt of the same call with the same key.</summary>
/// <param name="Honoured">The next attempt came when the wait was over.</param>
/// <param name="Early">The next attempt came before.</param>
/// <param name="EarliestNs">How much too early the worst one was.</param>
internal sealed record RetryAfterFigures(long Honoured, long Early, long EarliestNs);
