using System.Collections.Concurrent;

namespace Emulator.Timing;

/// <summary>
/// A dialect's timing by operation and model. Key by key the scenario goes before the profile and the profile before the
/// defaults; within each a rule for some models or operations goes before the whole dialect, and the last rule goes first.
/// </summary>
internal sealed class TimingTable
{
    private readonly TimingRule[] _layers;
    private readonly ConcurrentDictionary<(string Operation, string? Model), EffectiveTiming> _known = new();

    /// <param name="sources">Scenario, profile and defaults, in this order, each with its own order of rules.</param>
    public TimingTable(IEnumerable<TimingSource> sources) =>
        _layers = [.. sources.SelectMany(source => source.Rules.Reverse().Append(source.DialectWide))];

    /// <summary>The timing of a dialect of which nothing but a delay is known.</summary>
    public static TimingTable OfDelay(DelayDistribution delay) =>
        new([new TimingSource(TimingRule.DialectWide(new TimingSection(), delay, workers: null), [])]);

    /// <summary>The timing of a request; operations and canonical models are few, so what was found is kept.</summary>
    public EffectiveTiming Of(string operation, string? model) =>
        _known.GetOrAdd(
            (operation, model),
            static (asked, layers) => EffectiveTiming.Of(
                [.. layers.Where(layer => layer.Matches(asked.Operation, asked.Model))]),
            _layers);
}

/// <summary>One place where timing is said.</summary>
/// <param name="DialectWide">What is said of all requests.</param>
/// <param name="Rules">What is said of some, the last one that matches deciding.</param>
internal sealed record TimingSource(TimingRule DialectWide, IReadOnlyList<TimingRule> Rules);
