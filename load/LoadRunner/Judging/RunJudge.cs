using Auditor;
using Auditor.Lines;
using LoadRunner.Reporting;
using LoadRunner.Running;

namespace LoadRunner.Judging;

/// <summary>Has the auditor judge a run, and words its verdict for the report.</summary>
internal static class RunJudge
{
    /// <summary>Judges by the scenario's <c>expect</c> section; what the warm-up sent is left out.</summary>
    public static Judgement Judge(LoadScenario scenario, RunEvidence evidence)
    {
        try
        {
            var warmUp = evidence.WarmUpKey is { } key ? KeyFingerprint.Of(key) : null;
            var all = JournalReader.ReadFile(evidence.Journal).ToList();
            var journal = all.Where(line => line.Key != warmUp || warmUp is null).ToList();
            AuditLog[]? audit = File.Exists(evidence.Audit) ? [AuditReader.ReadFile(evidence.Audit)] : null;
            var verdict = JournalAuditor.Judge(journal, scenario.Expect, audit);
            return new Judgement
            {
                Wire = WireOf(journal, all.Count - journal.Count, verdict.Figures),
                Limits = [.. verdict.Limits.Select(LimitOf)],
                Findings = [.. verdict.Findings.Select(FindingOf)],
                IsClean = verdict.IsClean,
            };
        }
        catch (Exception e) when (e is LogFormatException or IOException or UnauthorizedAccessException)
        {
            return Judgement.Impossible($"the evidence cannot be read: {e.Message.TrimEnd('.')}");
        }
    }

    private static WireReport WireOf(List<JournalLine> journal, int warmUpExchanges, RunFigures figures) => new()
    {
        Exchanges = figures.Exchanges,
        Calls = figures.Calls,
        Retries = figures.Retries,
        Refusals = figures.Refusals,
        RefusalsInjected = journal.Count(line => line is { Status: 429, Fault: not null }),
        RefusalsCaused = journal.Count(line => line is { Status: 429, Limiter.Decision: LimiterDecision.Refused }),
        RetryAfterFollowed = figures.RetryAfter.Honoured + figures.RetryAfter.Early,
        RetryAfterHonoured = figures.RetryAfter.Honoured,
        WarmUpExchanges = warmUpExchanges,
    };

    private static LimitReport LimitOf(Auditor.LimitVerdict limit) => new()
    {
        Name = limit.Name,
        Verdict = limit.Outcome switch
        {
            LimitOutcome.Kept => Reporting.LimitVerdict.Pass,
            LimitOutcome.NotExercised => Reporting.LimitVerdict.NotExercised,
            LimitOutcome.Exceeded => Reporting.LimitVerdict.Violated,
            _ => Reporting.LimitVerdict.Void,
        },
        Permits = limit.Allowed,
        WindowSeconds = limit.Window?.TotalSeconds,
        Peak = limit.Peak,
        Utilisation = limit.Share,
        Scope = limit.Subject,
    };

    private static FindingReport FindingOf(Finding finding) => new()
    {
        Code = FindingWords.Of(finding.Code),
        Message = finding.First.Sentence,
        IsExpected = finding.IsExpected,
    };
}
