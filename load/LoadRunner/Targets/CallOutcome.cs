namespace LoadRunner.Targets;

/// <summary>How a logical call ended.</summary>
/// <param name="Kind">What it means for the run.</param>
/// <param name="Label">What it is called in reports: <c>succeeded</c>, <c>rateLimited</c>, <c>http 503</c>.</param>
internal readonly record struct CallOutcome(CallOutcomeKind Kind, string Label)
{
    public static CallOutcome Succeeded { get; } = new(CallOutcomeKind.Succeeded, "succeeded");

    public static CallOutcome Cancelled { get; } = new(CallOutcomeKind.Cancelled, "cancelled");

    public static CallOutcome Failed(string label) => new(CallOutcomeKind.Failed, label);

    public static CallOutcome Unreachable(string label) => new(CallOutcomeKind.Unreachable, label);
}

/// <summary>What an ended call means for the run.</summary>
internal enum CallOutcomeKind
{
    Succeeded,

    /// <summary>It was answered, or its client gave up; part of what is being tested.</summary>
    Failed,

    /// <summary>Nobody was there to answer; says nothing about the client.</summary>
    Unreachable,

    /// <summary>The run ended before the call did.</summary>
    Cancelled,
}
