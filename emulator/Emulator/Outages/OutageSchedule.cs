using Emulator.Faults;
using Emulator.Scenarios;

namespace Emulator.Outages;

/// <summary>When nobody listens at a dialect's own port: the windows of its rules that say unreachable and nothing else.</summary>
internal sealed class OutageSchedule(IReadOnlyList<RunWindow?> windows)
{
    /// <summary>Far enough for every run, and near enough for every timer.</summary>
    private static readonly TimeSpan Never = TimeSpan.FromDays(30);

    /// <summary>The outages that a dialect's rules make; rules that pick requests close connections instead.</summary>
    public static OutageSchedule Of(DialectSection section) => new(
        [.. (section.Faults ?? []).Where(rule => rule.Fault is FaultKind.Unreachable && MeansEverything(rule)).Select(rule => rule.During)]);

    public bool IsEmpty => windows.Count == 0;

    public bool IsOutAt(TimeSpan elapsed) => windows.Any(window => window is null || window.ShareAt(elapsed) is not null);

    /// <summary>How long it stays as it is; a lower bound after which to look again.</summary>
    public TimeSpan NextChangeAfter(TimeSpan elapsed) =>
        windows.OfType<RunWindow>().Select(window => window.NextEdgeAfter(elapsed) - elapsed).Append(Never).Min();

    private static bool MeansEverything(FaultSection rule) =>
        rule is
        {
            Enabled: null or true,
            Operations: null, Kinds: null, Models: null, PromptContains: null, PromptMatches: null,
            Attempts: null, Calls: null, Probability: null, During: null or { Ramp: null },
        };
}
