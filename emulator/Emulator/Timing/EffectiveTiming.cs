namespace Emulator.Timing;

/// <summary>What one request's timing is once scenario, profile and defaults are laid over one another.</summary>
internal sealed record EffectiveTiming
{
    public required DelayDistribution Delay { get; init; }

    public required DelayDistribution TimeToFirstToken { get; init; }

    public required TokenRate TokensPerSecond { get; init; }

    public required double TokenJitter { get; init; }

    public required PauseSection Pauses { get; init; }

    public required DelayDistribution QueueTime { get; init; }

    public required DelayDistribution RunTime { get; init; }

    public required IReadOnlyList<double> Progress { get; init; }

    public required TimeSpan ResultLifetime { get; init; }

    /// <summary>The workers that do the work; <see langword="null"/> where there are as many as it takes.</summary>
    public WorkersSection? Workers { get; init; }

    /// <param name="layers">What was said, the one that decides first.</param>
    public static EffectiveTiming Of(IReadOnlyList<TimingRule> layers) => new()
    {
        Delay = First(layers, layer => layer.Delay) ?? DelayDistribution.None,
        TimeToFirstToken = First(layers, layer => layer.TimeToFirstToken) ?? DelayDistribution.None,
        TokensPerSecond = First(layers, layer => layer.TokensPerSecond) ?? TokenRate.Of(1000),
        TokenJitter = layers.Select(layer => layer.TokenJitter).FirstOrDefault(value => value is not null) ?? 0,
        Pauses = First(layers, layer => layer.Pauses) ?? PauseSection.None,
        QueueTime = First(layers, layer => layer.QueueTime) ?? DelayDistribution.None,
        RunTime = First(layers, layer => layer.RunTime) ?? DelayDistribution.None,
        Progress = First(layers, layer => layer.Progress) ?? [],
        ResultLifetime = layers.Select(layer => layer.ResultLifetime).FirstOrDefault(value => value is not null) ?? TimeSpan.Zero,
        Workers = First(layers, layer => layer.Workers),
    };

    private static T? First<T>(IReadOnlyList<TimingRule> layers, Func<TimingRule, T?> key)
        where T : class => layers.Select(key).FirstOrDefault(value => value is not null);
}
