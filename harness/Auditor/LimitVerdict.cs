namespace Auditor;

/// <summary>What was found about one limit and one key, account or everybody, whoever shares the allowance.</summary>
internal sealed record LimitVerdict
{
    public required string Name { get; init; }

    public required string? Dialect { get; init; }

    /// <summary>The key's fingerprint, the account, or <c>all</c>.</summary>
    public required string Subject { get; init; }

    public required LimitUnit Unit { get; init; }

    public required long Allowed { get; init; }

    /// <summary>Null for what holds at every instant.</summary>
    public required TimeSpan? Window { get; init; }

    public required LimitOutcome Outcome { get; init; }

    /// <summary>Why the outcome is what it is, if the numbers alone do not say it.</summary>
    public string Why { get; init; } = "";

    /// <summary>The most that was in use in any position of the window, or at any instant.</summary>
    public long Peak { get; init; }

    /// <summary>The arrival that made it the most.</summary>
    public long? PeakAtNs { get; init; }

    /// <summary>Everything that arrived in the whole run, in the limit's unit.</summary>
    public long Arrived { get; init; }

    /// <summary>How many arrivals came when the allowance was used up.</summary>
    public long ArrivalsOver { get; init; }

    /// <summary>How many separate stretches of arrivals those make.</summary>
    public long StretchesOver { get; init; }

    public Overshoot? First { get; init; }

    public Overshoot? Worst { get; init; }

    /// <summary>Used, over the most that any schedule could have used in the time there was; null where it cannot be told.</summary>
    public double? Share { get; init; }

    /// <summary>The share that the scenario demands.</summary>
    public double? ShareDemanded { get; init; }
}

/// <summary>One window, or one instant, that held more than is allowed.</summary>
/// <param name="AfterNs">The window's open end; for an instant the instant itself.</param>
/// <param name="UntilNs">The window's closed end: an arrival.</param>
/// <param name="Used">How much it held.</param>
/// <param name="Calls">The calls in it, in order of arrival; at most <see cref="MaxCalls"/>.</param>
internal sealed record Overshoot(long AfterNs, long UntilNs, long Used, IReadOnlyList<string> Calls)
{
    public const int MaxCalls = 1000;
}

/// <summary>How a limit came out.</summary>
internal enum LimitOutcome
{
    /// <summary>It held at every instant, and was tested by heavy use.</summary>
    Kept,

    /// <summary>It held, but no more than 80 % of it were ever used: it was not put to the test.</summary>
    NotExercised,

    /// <summary>It did not hold.</summary>
    Exceeded,

    /// <summary>The evidence does not show whether it held.</summary>
    NotJudged,
}
