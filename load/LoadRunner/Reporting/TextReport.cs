using System.Text;

namespace LoadRunner.Reporting;

/// <summary>Writes a report for people: the verdict first, then what it rests on.</summary>
internal static class TextReport
{
    public static string Write(LoadReport report)
    {
        StringBuilder text = new();
        Line(text, $"{report.Scenario}: {OutcomeText(report)}{(report.Title is null ? "" : $"  ({report.Title})")}");
        foreach (var reason in report.VoidReasons)
        {
            Line(text, $"  void: {reason}");
        }

        foreach (var warning in report.Warnings)
        {
            Line(text, $"  note: {warning}");
        }

        WriteTraffic(text, report.Traffic);
        WriteLimits(text, report);
        WriteFindings(text, report.Findings);
        WriteLatencies(text, report);
        WriteOutcomes(text, report);
        WriteWire(text, report.Wire);
        WriteGenerator(text, report);
        return text.ToString();
    }

    private static string OutcomeText(LoadReport report) => report.Outcome switch
    {
        RunOutcome.Clean => "PASS",
        RunOutcome.Findings => "FAIL",
        RunOutcome.Void => "VOID",
        _ => "INTERRUPTED",
    };

    private static void WriteTraffic(StringBuilder text, TrafficReport traffic)
    {
        Line(text, $"  {traffic.Offered} calls offered in {traffic.PlannedSeconds:0.##} s ({traffic.OfferedPerSecond:0.##}/s), "
            + $"{traffic.Ended} ended, {traffic.Succeeded} succeeded ({traffic.SucceededPerSecond:0.##}/s), "
            + $"{traffic.Dropped} dropped, at most {traffic.InFlightPeak} under way");
    }

    private static void WriteLimits(StringBuilder text, LoadReport report)
    {
        Line(text, "");
        if (report.Limits.Count == 0)
        {
            Line(text, "limits: none judged; name them under expect.limits");
            return;
        }

        Line(text, $"{"limits",-34}{"verdict",-15}{"peak",8}{"permits",10}{"window",10}{"used",8}{"utilisation",14}");
        foreach (var limit in report.Limits)
        {
            var window = limit.WindowSeconds is { } seconds ? $"{seconds:0.###}s" : "-";
            var used = $"{100.0 * limit.Peak / limit.Permits:0.#}%";
            var utilisation = limit.Utilisation is { } share ? $"{100 * share:0.#}%" : "-";
            Line(text, $"  {limit.Name,-32}{VerdictText(limit.Verdict),-15}{limit.Peak,8}{limit.Permits,10}{window,10}{used,8}{utilisation,14}"
                + (limit.Scope is null ? "" : $"  {limit.Scope}"));
        }
    }

    private static string VerdictText(LimitVerdict verdict) => verdict switch
    {
        LimitVerdict.Pass => "PASS",
        LimitVerdict.Violated => "VIOLATED",
        LimitVerdict.NotExercised => "NOT EXERCISED",
        _ => "VOID",
    };

    private static void WriteFindings(StringBuilder text, IReadOnlyList<FindingReport> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        Line(text, "");
        Line(text, "findings");
        foreach (var finding in findings)
        {
            Line(text, $"  {finding.Code}{(finding.IsExpected ? " (expected)" : "")}: {finding.Message}");
        }
    }

    private static void WriteLatencies(StringBuilder text, LoadReport report)
    {
        Line(text, "");
        Line(text, $"{"latency in ms",-34}{"count",8}{"p50",12}{"p90",12}{"p99",12}{"max",12}");
        foreach (var target in report.Targets)
        {
            Line(text, $"  {target.Dialect} {target.Operation}, {target.Arrivals}");
            WriteLatency(text, "response (from intended start)", target.Response);
            WriteLatency(text, "service (from actual start)", target.Service);
        }
    }

    private static void WriteLatency(StringBuilder text, string name, LatencyReport latency) =>
        Line(text, $"    {name,-30}{latency.Count,8}{latency.P50Ms,12:0.00}{latency.P90Ms,12:0.00}{latency.P99Ms,12:0.00}{latency.MaxMs,12:0.00}");

    private static void WriteOutcomes(StringBuilder text, LoadReport report)
    {
        Line(text, "");
        Line(text, "outcomes");
        foreach (var target in report.Targets)
        {
            var outcomes = string.Join(", ", target.Outcomes
                .OrderByDescending(outcome => outcome.Value)
                .ThenBy(outcome => outcome.Key, StringComparer.Ordinal)
                .Select(outcome => $"{outcome.Key} {outcome.Value}"));
            Line(text, $"  {target.Dialect} {target.Operation}: {(outcomes.Length == 0 ? "none" : outcomes)}");
        }
    }

    private static void WriteWire(StringBuilder text, WireReport? wire)
    {
        Line(text, "");
        if (wire is null)
        {
            Line(text, "wire: no journal was read");
            return;
        }

        Line(text, $"wire: {wire.Exchanges} exchanges of {wire.Calls} calls, {wire.Retries} retries; "
            + $"429s: {wire.RefusalsCaused} caused, {wire.RefusalsInjected} injected; "
            + $"Retry-After honoured {wire.RetryAfterHonoured} of {wire.RetryAfterFollowed}"
            + (wire.WarmUpExchanges > 0 ? $"; {wire.WarmUpExchanges} exchanges of the warm-up left out" : ""));
    }

    private static void WriteGenerator(StringBuilder text, LoadReport report)
    {
        var generator = report.Generator;
        Line(text, $"generator: {generator.Pump}");
        Line(text, $"  lag p50 {generator.Lag.P50Ms:0.000} ms, p90 {generator.Lag.P90Ms:0.000}, p99 {generator.Lag.P99Ms:0.000}, "
            + $"max {generator.Lag.MaxMs:0.000}; void above {generator.MaxLagMs:0.#} ms at p99; "
            + $"beginning a call took p99 {generator.StartCost.P99Ms:0.000} ms");
        if (generator.HostProbe is { } probe)
        {
            Line(text, $"  idle machine, sleeps of 1 ms overslept by p50 {probe.P50Ms:0.000} ms, p99 {probe.P99Ms:0.000}, max {probe.MaxMs:0.000}");
        }

        Line(text, $"  processor {generator.ProcessorSeconds:0.##} s, {generator.GarbageCollections} collections, "
            + $"{generator.GarbagePauseMs:0.##} ms paused"
            + (generator.LeftBehind > 0 ? $", {generator.LeftBehind} calls never ended" : ""));
        var environment = report.Environment;
        Line(text, $"{environment.Runner}, {environment.Runtime}, {environment.System}, {environment.Processors} processors; emulator: {environment.Emulator}");
    }

    // The whole project runs without cultures (InvariantGlobalization), so plain interpolation is the same everywhere.
    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
