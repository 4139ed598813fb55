using LoadRunner.Judging;
using LoadRunner.Measuring;
using LoadRunner.Running;
using LoadRunner.Scenarios;

namespace LoadRunner.Reporting;

/// <summary>Puts together what was measured and what was judged.</summary>
internal static class ReportBuilder
{
    public static LoadReport Build(FlownRun run)
    {
        var load = run.Scenario.Load;
        var voidReasons = RunFitness.VoidReasons(load, run.Flight, run.Judgement, run.EmulatorEnd, run.EmulatorLateness);
        var outcome = RunFitness.Outcome(run.Flight.IsInterrupted, voidReasons, run.Judgement);
        return new LoadReport
        {
            Scenario = run.Scenario.Document.Name,
            Title = run.Scenario.Document.Heading.Title,
            Outcome = outcome,
            ExitCode = RunFitness.ExitCodeOf(outcome),
            VoidReasons = voidReasons,
            Warnings = Warnings(load, run.Flight),
            StartedAt = run.StartedAt,
            Traffic = Traffic(load, run.Flight),
            Targets = [.. load.Targets.Zip(run.Flight.Measurements.Targets, Target)],
            Wire = run.Judgement.Wire,
            Limits = outcome is RunOutcome.Void or RunOutcome.Interrupted
                ? [.. run.Judgement.Limits.Select(WithoutProof)]
                : run.Judgement.Limits,
            Findings = run.Judgement.Findings,
            Generator = Generator(load, run),
            Environment = run.Environment,
        };
    }

    /// <summary>A limit that was seen broken is broken; that it held means nothing in a void run.</summary>
    private static LimitReport WithoutProof(LimitReport limit) =>
        limit.Verdict is LimitVerdict.Violated ? limit : limit with { Verdict = LimitVerdict.Void };

    private static TrafficReport Traffic(LoadSection load, FlightRecord flight)
    {
        var targets = flight.Measurements.Targets;
        var seconds = (flight.EndedNs - flight.OriginNs) / 1e9;
        var offered = targets.Sum(target => target.Offered);
        var offeredSeconds = flight.IsInterrupted
            ? (flight.ArrivalsEndedNs - flight.OriginNs) / 1e9
            : load.Duration.TotalSeconds;
        var succeeded = targets.Sum(target => target.Succeeded);
        return new TrafficReport
        {
            PlannedSeconds = load.Duration.TotalSeconds,
            MeasuredSeconds = seconds,
            Offered = offered,
            Dropped = targets.Sum(target => target.Dropped),
            Ended = targets.Sum(target => target.Service.Count),
            Succeeded = succeeded,
            OfferedPerSecond = offeredSeconds > 0 ? offered / offeredSeconds : 0,
            SucceededPerSecond = seconds > 0 ? succeeded / seconds : 0,
            InFlightPeak = flight.InFlightPeak,
        };
    }

    private static TargetReport Target(LoadTarget target, TargetTally tally) => new()
    {
        Dialect = target.DialectName,
        Operation = target.OperationName,
        Arrivals = target.Arrivals.ToString(),
        Offered = tally.Offered,
        Dropped = tally.Dropped,
        Outcomes = tally.Outcomes,
        Response = LatencyReport.Of(tally.Response),
        Service = LatencyReport.Of(tally.Service),
    };

    private static GeneratorReport Generator(LoadSection load, FlownRun run) => new()
    {
        Pump = run.Pump,
        Lag = LatencyReport.Of(run.Flight.Measurements.Lag),
        StartCost = LatencyReport.Of(run.Flight.Measurements.StartCost),
        MaxLagMs = load.MaxLag.TotalMilliseconds,
        LeftBehind = run.Flight.LeftBehind,
        HostProbe = run.HostProbe is null ? null : LatencyReport.Of(run.HostProbe),
        ProcessorSeconds = run.Used.Processor.TotalSeconds,
        GarbagePauseMs = run.Used.GarbagePause.TotalMilliseconds,
        GarbageCollections = run.Used.Collections,
    };

    private static List<string> Warnings(LoadSection load, FlightRecord flight)
    {
        List<string> warnings = [];
        var meanGapMs = 1000 / load.Targets.Sum(target => target.Arrivals.MeanPerSecond);
        var costMs = flight.Measurements.StartCost.Percentile(99) / 1e6;
        if (costMs > meanGapMs / 2)
        {
            warnings.Add($"beginning a call takes {costMs:0.###} ms at p99, over half the mean gap of {meanGapMs:0.###} ms between arrivals: the client does much before its first wait and delays the next arrival");
        }

        foreach (var (target, tally) in load.Targets.Zip(flight.Measurements.Targets))
        {
            if (tally is { Succeeded: 0, Outcomes.Count: > 0 })
            {
                var mostly = tally.Outcomes.MaxBy(outcome => outcome.Value).Key;
                warnings.Add($"not one call of {target.DialectName} {target.OperationName} succeeded; most ended as {mostly}");
            }
        }

        if (flight.Measurements.Calls.Count < flight.Measurements.Targets.Sum(target => target.Service.Count))
        {
            warnings.Add($"only the first {flight.Measurements.Calls.Count} calls were kept one by one; counts and latencies cover all");
        }

        return warnings;
    }
}
