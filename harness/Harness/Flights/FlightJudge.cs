using System.Security.Cryptography;
using System.Text;
using Auditor;
using Auditor.Lines;
using Harness.Reports;
using Harness.Steps;

namespace Harness.Flights;

/// <summary>Has the auditor judge a flight, checks what the steps expect, and sums both up in a row.</summary>
internal static class FlightJudge
{
    public static (ScenarioRow Row, Verdict Verdict) Judge(Scenario scenario, FlightRecord flight, TimeSpan realTime)
    {
        var name = scenario.Document.Name;
        var journal = JournalReader.Read(StreamOf(flight.Journal), $"{name}/journal.jsonl").ToList();
        var audit = AuditReader.Read(StreamOf(flight.Audit), $"{name}/audit.jsonl");

        // The naive client writes no audit log, so the witnesses can be compared only where it did not fly.
        var hasNaive = scenario.Steps.SelectMany(step => step.Together.Append(step)).Any(step => step is { Client: StepClientKind.Naive, Call: not null });
        var verdict = JournalAuditor.Judge(journal, scenario.Expectations, hasNaive ? null : [audit]);

        var attempts = journal.GroupBy(line => line.Call).ToDictionary(call => call.Key, call => call.Count());
        var steps = flight.Steps.Select(step => step with
        {
            Outcomes = [.. step.Outcomes.Select(outcome => outcome with { Attempts = attempts.GetValueOrDefault(outcome.CallId) })],
        });
        List<string> failures =
        [
            .. steps.SelectMany(step => step.Failures()),
            .. verdict.Findings.Where(finding => !finding.IsExpected).Select(finding =>
                $"{FindingWords.Of(finding.Code)}: {finding.First.Sentence}"),
            .. verdict.Limits.Where(limit => limit.Outcome is LimitOutcome.NotJudged).Select(limit =>
                $"limit {limit.Name} could not be judged: {limit.Why}"),
        ];
        if (flight.LostJournalLines > 0)
        {
            failures.Insert(0, $"the journal lost {flight.LostJournalLines} lines; shorten the scenario");
        }

        if (flight.LostCalls > 0)
        {
            failures.Insert(0, $"{flight.LostCalls} arrivals were dropped or never ended; raise maxInFlight or grace");
        }

        var isVoid = flight.LostJournalLines > 0 || flight.LostCalls > 0;

        return (RowOf(scenario, flight, verdict, failures) with
        {
            Outcome = isVoid ? ScenarioOutcome.Void : failures.Count > 0 ? ScenarioOutcome.Failed : ScenarioOutcome.Passed,
            RealTime = realTime,
        }, verdict);
    }

    private static ScenarioRow RowOf(Scenario scenario, FlightRecord flight, Verdict verdict, IReadOnlyList<string> failures) => new()
    {
        Name = scenario.Document.Name,
        Title = scenario.Document.Heading.Title ?? scenario.Document.Name,
        Outcome = ScenarioOutcome.Void,
        Calls = (int)verdict.Figures.Calls,
        Attempts = (int)verdict.Figures.Attempts,
        Refusals = (int)verdict.Figures.Refusals,
        AllowanceShare = verdict.Limits.Where(limit => limit.Outcome is not LimitOutcome.Exceeded).Max(limit => limit.Share),
        MicroUsd = verdict.Figures.MicroUsd,
        Findings = [.. verdict.Findings.Select(finding => new FindingRow(
            FindingWords.Of(finding.Code), (int)finding.Count, finding.IsExpected, finding.First.Sentence))],
        Faults = verdict.Figures.Faults.ToDictionary(fault => fault.Key, fault => (int)fault.Value),
        Failures = failures,
        VirtualTime = flight.Elapsed,
        JournalSha256 = Convert.ToHexStringLower(SHA256.HashData(BytesOf(flight.Journal))),
    };

    private static MemoryStream StreamOf(IReadOnlyList<string> lines) => new(BytesOf(lines));

    private static byte[] BytesOf(IReadOnlyList<string> lines) =>
        Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
}
