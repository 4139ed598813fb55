using LoadRunner.Reporting;
using LoadRunner.Running;
using LoadRunner.Scenarios;

namespace LoadRunner.Judging;

/// <summary>Decides whether a run proves anything at all, and what it ends as.</summary>
internal static class RunFitness
{
    /// <summary>Why the run proves nothing; empty when it does.</summary>
    public static IReadOnlyList<string> VoidReasons(
        LoadSection load, FlightRecord flight, Judgement judgement, string? emulatorEnd, string? emulatorLateness = null)
    {
        List<string> reasons = [];
        var targets = flight.Measurements.Targets;
        var dropped = targets.Sum(target => target.Dropped);
        if (dropped > 0 && !load.AllowDrops)
        {
            reasons.Add($"{dropped} arrivals were dropped because maxInFlight ({load.MaxInFlight}) calls were under way; raise it, or write allowDrops: true");
        }

        var lagMs = flight.Measurements.Lag.Percentile(99) / 1e6;
        if (lagMs > load.MaxLag.TotalMilliseconds)
        {
            reasons.Add($"1 % of the calls began {lagMs:0.#} ms late or later, more than maxLag ({load.MaxLag.TotalMilliseconds:0.#} ms); this machine was too busy");
        }

        var unreachable = targets.Sum(target => target.Unreachable);
        if (emulatorEnd is not null)
        {
            reasons.Add($"the emulator ended during the run, {emulatorEnd}");
        }
        else if (unreachable > 0)
        {
            reasons.Add($"{unreachable} calls found nobody listening");
        }

        if (emulatorLateness is not null)
        {
            reasons.Add(emulatorLateness);
        }

        if (flight.LeftBehind > 0)
        {
            reasons.Add($"{flight.LeftBehind} calls did not end when they were cancelled");
        }

        if (targets.Sum(target => target.Offered) == 0)
        {
            reasons.Add("no call was due in the time the run had");
        }

        if (judgement.Problem is { } problem)
        {
            reasons.Add(problem);
        }

        return reasons;
    }

    /// <summary>What the run ended as; interrupted goes before void, void before findings.</summary>
    public static RunOutcome Outcome(bool isInterrupted, IReadOnlyList<string> voidReasons, Judgement judgement) =>
        isInterrupted ? RunOutcome.Interrupted
        : voidReasons.Count > 0 ? RunOutcome.Void
        : judgement.IsClean ? RunOutcome.Clean
        : RunOutcome.Findings;

    public static int ExitCodeOf(RunOutcome outcome) => outcome switch
    {
        RunOutcome.Clean => ExitCode.Clean,
        RunOutcome.Findings => ExitCode.Findings,
        RunOutcome.Void => ExitCode.Void,
        _ => ExitCode.Interrupted,
    };
}
