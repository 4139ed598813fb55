namespace LoadRunner.Reporting;

/// <summary>What the provider's side saw.</summary>
internal sealed record WireReport
{
    /// <summary>Requests that arrived, polls and downloads included.</summary>
    public required long Exchanges { get; init; }

    /// <summary>Logical calls that had at least one.</summary>
    public required long Calls { get; init; }

    /// <summary>Exchanges that repeated an earlier one of the same call.</summary>
    public required long Retries { get; init; }

    /// <summary>Answers with status 429.</summary>
    public required long Refusals { get; init; }

    /// <summary>Those that the scenario wanted.</summary>
    public required long RefusalsInjected { get; init; }

    /// <summary>Those that a limit gave because the client went beyond it.</summary>
    public required long RefusalsCaused { get; init; }

    /// <summary>Refusals that said how long to wait and were followed by another attempt.</summary>
    public required long RetryAfterFollowed { get; init; }

    /// <summary>Of those, how many next attempts came no earlier than they were told.</summary>
    public required long RetryAfterHonoured { get; init; }

    /// <summary>Exchanges of the warm-up, which are left out of everything else.</summary>
    public required long WarmUpExchanges { get; init; }
}

/// <summary>One limit and whether it was kept.</summary>
internal sealed record LimitReport
{
    public required string Name { get; init; }

    public required LimitVerdict Verdict { get; init; }

    /// <summary>What it allows.</summary>
    public required long Permits { get; init; }

    /// <summary>The window's length; null for what is counted at an instant.</summary>
    public double? WindowSeconds { get; init; }

    /// <summary>The most that was used at once or in any window.</summary>
    public required long Peak { get; init; }

    /// <summary>The share of what could have been sent that was sent, if the judge worked it out.</summary>
    public double? Utilisation { get; init; }

    /// <summary>Whom it was counted for.</summary>
    public string? Scope { get; init; }
}

/// <summary>What became of a limit.</summary>
internal enum LimitVerdict
{
    Pass,
    Violated,

    /// <summary>Never used beyond 80 %: it was not broken, but it was not tried either.</summary>
    NotExercised,

    /// <summary>The run says nothing about it.</summary>
    Void,
}

/// <summary>One thing that the auditor holds against the client.</summary>
internal sealed record FindingReport
{
    public required string Code { get; init; }

    public required string Message { get; init; }

    /// <summary>Whether the scenario said that it would appear.</summary>
    public required bool IsExpected { get; init; }
}
