namespace Emulator.Limits;

/// <summary>How full one limit is for one subject at an instant; for people who look.</summary>
internal sealed record LimitState
{
    public required string Limit { get; init; }

    /// <summary>The way of counting, in the scenario's words.</summary>
    public required LimitCounting Counting { get; init; }

    public required CountedUnit Unit { get; init; }

    /// <summary>Whose use it is: <c>key k-1a2b3c4d</c>; <see langword="null"/> when nobody was counted yet.</summary>
    public required string? Subject { get; init; }

    public required long Used { get; init; }

    /// <summary>The units that can be in use at that instant.</summary>
    public required long PermitLimit { get; init; }

    public long Remaining => Math.Max(0, PermitLimit - Used);

    /// <summary>The length of the window, of the day that it is; <see langword="null"/> when nothing comes back by itself.</summary>
    public double? WindowSeconds { get; init; }

    /// <summary>When the next unit becomes free; <see langword="null"/> when none is in use, or nobody knows.</summary>
    public DateTimeOffset? NextFreeAt { get; init; }

    /// <summary>When the whole amount is there again, if nothing else is counted.</summary>
    public DateTimeOffset? ResetAt { get; init; }

    public required bool Hidden { get; init; }

    /// <summary>How many subjects of this limit were forgotten, because there were too many to remember.</summary>
    public required long Forgotten { get; init; }
}
