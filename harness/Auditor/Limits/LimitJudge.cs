using Auditor.Conduct;
using Auditor.Exchanges;

namespace Auditor.Limits;

/// <summary>Judges every limit of the expectations, for everybody who has an allowance of his own.</summary>
internal sealed class LimitJudge(Run run, Expectations expectations, FindingCollection findings)
{
    // A run that never used more than this share of an allowance at once has not tested who keeps it.
    private const double ExercisedAbove = 0.8;

    private readonly Lazy<JobSpans> _jobs = new(() => new JobSpans(run.Exchanges));

    private readonly long _timeNs = expectations.Over is { } over
        ? Nanoseconds(over)
        : run.LastInstantNs - run.FirstArrivalNs + 1;

    public IReadOnlyList<LimitVerdict> Judge() =>
    [
        .. expectations.Limits.SelectMany(limit => LimitSubject.For(limit, run).Select(subject => Judge(limit, subject))),
    ];

    private LimitVerdict Judge(LimitExpectation limit, LimitSubject subject)
    {
        var verdict = limit.Allowance.Unit switch
        {
            LimitUnit.InFlight => JudgeInFlight(limit, subject),
            LimitUnit.ActiveJobs => JudgeJobs(limit, subject),
            _ => JudgeWindow(limit, subject),
        };
        verdict = verdict with { Outcome = OutcomeOf(verdict) };
        if (limit.Scope is LimitScope.Account && UnknownAccounts(limit) is > 0 and var unknown)
        {
            verdict = verdict with
            {
                Outcome = LimitOutcome.NotJudged,
                Why = $"{unknown} exchanges name no account, so nobody knows whose allowance they used",
            };
        }

        DemandShare(verdict, subject);
        return verdict;
    }

    private LimitVerdict JudgeWindow(LimitExpectation limit, LimitSubject subject)
    {
        var (unit, allowed) = limit.Allowance;
        var exchanges = subject.Exchanges;
        var full = new WindowRule(Nanoseconds(limit.Window!.Value), allowed);
        var rule = full with { LengthNs = full.LengthNs - Nanoseconds(limit.Tolerance) };
        long[] arrivals = [.. exchanges.Select(exchange => exchange.ArrivedNs)];
        long[] units = unit switch
        {
            LimitUnit.Tokens => [.. exchanges.Select(exchange => exchange.Tokens)],
            LimitUnit.Images => [.. exchanges.Select(exchange => exchange.Images)],
            _ => [],
        };

        var tally = new OvershootTally(limit, subject, findings);
        var peak = SlidingWindow.Scan(arrivals, units, rule, use => tally.Add(use.Last, use.Used));
        var most = full.MostIn(_timeNs);
        return Empty(limit, subject) with
        {
            Peak = peak.Used,
            PeakAtNs = peak.Used > 0 ? arrivals[peak.Last] : null,
            Arrived = units.Length == 0 ? arrivals.Length : units.Sum(),
            ArrivalsOver = tally.Count,
            StretchesOver = tally.Stretches,
            First = tally.First is { } first ? WindowOf(first, rule, exchanges) : null,
            Worst = tally.Worst is { } worst ? WindowOf(worst, rule, exchanges) : null,
            Share = (double)SumWithin(arrivals, units) / (double)most,
        };
    }

    private LimitVerdict JudgeInFlight(LimitExpectation limit, LimitSubject subject)
    {
        var tolerance = Nanoseconds(limit.Tolerance);
        Span[] spans =
        [
            .. subject.Exchanges.Select(exchange => new Span(
                exchange.ArrivedNs,
                exchange.EndedNs is { } ended ? Math.Max(exchange.ArrivedNs, ended - tolerance) : long.MaxValue,
                exchange.Call)),
        ];
        var tally = new OvershootTally(limit, subject, findings);
        var (peak, at) = Peak(spans, tally);
        var occupied = Overlap.Occupied(spans, run.FirstArrivalNs, _timeNs);
        return Empty(limit, subject) with
        {
            Peak = peak,
            PeakAtNs = at,
            Arrived = spans.Length,
            ArrivalsOver = tally.Count,
            StretchesOver = tally.Stretches,
            First = tally.First is { } first ? InstantOf(first, spans) : null,
            Worst = tally.Worst is { } worst ? InstantOf(worst, spans) : null,
            Share = (double)occupied / ((double)limit.Allowance.Amount * _timeNs),
        };
    }

    private LimitVerdict JudgeJobs(LimitExpectation limit, LimitSubject subject)
    {
        Span[] spans = [.. subject.Exchanges.Select(_jobs.Value.Of).OfType<Span>()];
        var (peak, at) = Peak(spans, null);
        var endless = spans.Count(span => span.EndNs == long.MaxValue);
        var verdict = Empty(limit, subject) with { Peak = peak, PeakAtNs = at, Arrived = spans.Length };
        return peak <= limit.Allowance.Amount
            ? verdict with { Why = "the peak is an upper bound: a journal does not show when jobs end" }
            : verdict with
            {
                Outcome = LimitOutcome.NotJudged,
                Why = $"up to {peak} jobs may have been active; a journal does not show when jobs end, "
                    + $"and {endless} jobs were never seen to be over",
            };
    }

    private static (long Peak, long? AtNs) Peak(Span[] spans, OvershootTally? tally)
    {
        var peak = 0L;
        long? at = null;
        Overlap.Scan(spans, (index, running) =>
        {
            (peak, at) = running > peak ? (running, spans[index].StartNs) : (peak, at);
            tally?.Add(index, running);
        });
        return (peak, at);
    }

    private static LimitOutcome OutcomeOf(LimitVerdict verdict) =>
        verdict switch
        {
            { Outcome: LimitOutcome.NotJudged } => LimitOutcome.NotJudged,
            { ArrivalsOver: > 0 } => LimitOutcome.Exceeded,
            _ when verdict.Peak <= verdict.Allowed * ExercisedAbove => LimitOutcome.NotExercised,
            _ => LimitOutcome.Kept,
        };

    private static LimitVerdict Empty(LimitExpectation limit, LimitSubject subject) => new()
    {
        Name = limit.Name,
        Dialect = limit.Dialect,
        Subject = subject.Name,
        Unit = limit.Allowance.Unit,
        Allowed = limit.Allowance.Amount,
        Window = limit.Window,
        Outcome = LimitOutcome.Kept,
        ShareDemanded = limit.Utilisation,
    };

    private static Overshoot WindowOf(OverUse use, WindowRule rule, IReadOnlyList<Exchange> exchanges)
    {
        var until = exchanges[use.Index].ArrivedNs;
        var calls = exchanges.Take(use.Index + 1)
            .SkipWhile(exchange => exchange.ArrivedNs <= until - rule.LengthNs)
            .Select(exchange => exchange.Call);
        return new Overshoot(until - rule.LengthNs, until, use.Used, [.. calls.Take(Overshoot.MaxCalls)]);
    }

    private static Overshoot InstantOf(OverUse use, Span[] spans)
    {
        var instant = spans[use.Index].StartNs;
        return new Overshoot(instant, instant, use.Used, Overlap.RunningAt(spans, use.Index));
    }

    private static long Nanoseconds(TimeSpan length) => length.Ticks * TimeSpan.NanosecondsPerTick;

    /// <summary>What arrived in the time there was, open at its end.</summary>
    private long SumWithin(ReadOnlySpan<long> arrivals, ReadOnlySpan<long> units)
    {
        var sum = 0L;
        for (var i = 0; i < arrivals.Length; i++)
        {
            sum += arrivals[i] - run.FirstArrivalNs >= _timeNs ? 0 : units.IsEmpty ? 1 : units[i];
        }

        return sum;
    }

    private long UnknownAccounts(LimitExpectation limit) =>
        run.Exchanges.LongCount(exchange =>
            exchange is { Account: null, Key: not null, Status: not (401 or 403) }
            && (limit.Dialect is null || limit.Dialect == exchange.Dialect));

    private void DemandShare(LimitVerdict verdict, LimitSubject subject)
    {
        if (verdict.ShareDemanded is not { } demanded || verdict.Share >= demanded)
        {
            return;
        }

        var evidence = new Evidence
        {
            Code = FindingCode.Underused,
            Dialect = verdict.Dialect,
            Key = subject.Key,
            Limit = verdict.Name,
        };
        findings.Add(evidence, () => FormattableString.Invariant(
            $"Of what {verdict.Name} allows in {FindingWords.Length(_timeNs)}, {verdict.Subject} used {verdict.Share * 100:0.00} %, and {demanded * 100:0.##} % are demanded."));
    }
}
