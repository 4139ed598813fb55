using Auditor.Conduct;
using Auditor.Exchanges;
using Auditor.Limits;
using Auditor.Lines;

namespace Auditor;

/// <summary>
/// The independent judge: from what arrived, what was answered and, if they are given, what clients say they did, to a
/// verdict. It knows no limiter and believes none.
/// </summary>
internal static class JournalAuditor
{
    /// <summary>Judges a run. The journal is read once, as it comes.</summary>
    /// <exception cref="LogFormatException">Lines of the journal cannot be read.</exception>
    public static Verdict Judge(
        IEnumerable<JournalLine> journal, Expectations expectations, IReadOnlyList<AuditLog>? auditLogs = null)
    {
        var count = new FigureCount();
        var run = Run.Of(journal, count);
        var findings = new FindingCollection(expectations.Findings);

        var limits = new LimitJudge(run, expectations, findings).Judge();
        var rules = new CallRules(findings);
        rules.Judge(run);
        if (auditLogs is not null)
        {
            new Witnesses(auditLogs, findings).Compare(run);
        }

        var figures = count.Finish(run, rules.RetryAfter);
        CheckCounts(figures, expectations, findings);
        return new Verdict
        {
            Limits = limits,
            Findings = findings.Finish(),
            Figures = figures,
            Notes = [.. NotesOn(figures)],
        };
    }

    private static void CheckCounts(RunFigures figures, Expectations expectations, FindingCollection findings)
    {
        (string Name, long Count, CountRange? Demanded)[] counts =
        [
            ("attempts", figures.Attempts, expectations.Attempts),
            ("calls", figures.Calls, expectations.Calls),
            ("refusals", figures.Refusals, expectations.Refusals),
        ];
        foreach (var (name, count, demanded) in counts)
        {
            if (demanded?.Contains(count) is false)
            {
                var evidence = new Evidence { Code = FindingCode.ExpectationFailed, Limit = name };
                findings.Add(evidence, () => FormattableString.Invariant(
                    $"By the journal {name} are {count}, and {demanded} are demanded."));
            }
        }
    }

    private static IEnumerable<string> NotesOn(RunFigures figures)
    {
        if (figures.Exchanges == 0)
        {
            yield return "The journal is empty: nothing was tested.";
        }

        if (figures.Missing > 0)
        {
            yield return FormattableString.Invariant(
                $"Missing from the journal by its own numbering: {figures.Missing} exchanges; what they held is not judged.");
        }

        if (figures.IdentifiedByContent > 0)
        {
            yield return FormattableString.Invariant(
                $"Known by their content only: {figures.IdentifiedByContent} exchanges, and a retry looks like an equal request: send X-Request-Id and X-Retry-Count to have retries judged.");
        }
    }
}
