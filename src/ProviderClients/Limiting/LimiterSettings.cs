namespace ProviderClients.Limiting;

/// <summary>What a limiter keeps: any number of windows and the requests under way, all in one decision.</summary>
internal sealed record LimiterSettings
{
    public IReadOnlyList<Rate> Windows { get; init; } = [];

    /// <summary>The most requests under way at once; <see langword="null"/> is no such limit.</summary>
    public int? Concurrency { get; init; }

    /// <summary>How many may wait; one more is refused at once.</summary>
    public int QueueLimit { get; init; } = 10_000;
}
