using Auditor.Exchanges;
using Auditor.Lines;

namespace Auditor.Conduct;

/// <summary>
/// Judges what was done with each call, attempt after attempt. Only what the journal proves counts: an attempt answers
/// for the attempt before it only if it arrived after that one's answer had begun, and exchanges known by nothing but
/// their content are left alone, because an equal request may be a new wish.
/// </summary>
internal sealed class CallRules(FindingCollection findings)
{
    private const int TooManyRequests = 429;

    /// <summary>A retry that comes sooner than this after an answer without a hint did not wait at all.</summary>
    public const long NoBackoffNs = 10_000_000;

    /// <summary>More attempts than this without a success in between are a storm.</summary>
    public const int MostAttempts = 10;

    private readonly Dictionary<CallKey, CallHistory> _calls = [];

    private readonly RetryAfterRule _retryAfter = new(findings);

    public RetryAfterFigures RetryAfter => _retryAfter.Figures;

    /// <summary>Judges a whole run; its exchanges come in order of arrival.</summary>
    public void Judge(Run run)
    {
        foreach (var exchange in run.Exchanges.Where(exchange => exchange.IdentifiedBy is not IdentifiedBy.Content))
        {
            if (!_calls.TryGetValue(exchange.CallKey, out var history))
            {
                _calls.Add(exchange.CallKey, history = new CallHistory());
            }

            if (history.Follow(exchange) is { } previous)
            {
                JudgeSubmit(history, exchange);
                JudgeReaction(previous, exchange);
            }

            history.Append(exchange);
        }

        foreach (var history in _calls.Values.Where(history => history.LongestRow > MostAttempts))
        {
            ReportStorm(history);
        }
    }

    private void JudgeReaction(Exchange previous, Exchange next)
    {
        if (previous.FirstByteNs is not { } answered || next.ArrivedNs < answered)
        {
            return;
        }

        _retryAfter.Judge(previous, next);
        if (Retryability.IsPointless(previous, next))
        {
            findings.Add(About(FindingCode.RetriedNonRetryable, next), () =>
                $"Attempt {next.Attempt} of call {next.Call} ({next.Operation}) arrived although attempt {previous.Attempt} "
                + $"had been answered with status {previous.Status}, which no repetition changes.");
        }

        var waited = next.ArrivedNs - answered;
        var mayMoveOn = previous.Status is TooManyRequests && previous.Key != next.Key;
        if (previous is { Status: TooManyRequests or >= 500, RetryAfterNs: null } && waited < NoBackoffNs && !mayMoveOn)
        {
            findings.Add(About(FindingCode.NoBackoff, next) with { Severity = NoBackoffNs - waited }, () =>
                $"Attempt {next.Attempt} of call {next.Call} ({next.Operation}) arrived {FindingWords.Length(waited)} after "
                + $"attempt {previous.Attempt} was answered with status {previous.Status}; a retry waits at least "
                + $"{FindingWords.Length(NoBackoffNs)}.");
        }
    }

    private void JudgeSubmit(CallHistory history, Exchange next)
    {
        if (next.Kind is not ExchangeKind.Submit || history.AtRisk is not { } paid || IsSameJob(paid, next))
        {
            return;
        }

        var fate = (paid.Status, paid.Job) switch
        {
            (null, null) => "had no answer, so that its outcome was unknown",
            (null, { } job) => $"had made job {job} and had no answer",
            (_, { } job) => $"had made job {job} (status {paid.Status})",
            _ => $"was accepted with status {paid.Status}",
        };
        findings.Add(About(FindingCode.DuplicateSubmit, next), () =>
            $"Attempt {next.Attempt} of call {next.Call} ({next.Operation}) sent paid work again although attempt "
            + $"{paid.Attempt} {fate}.");
    }

    private void ReportStorm(CallHistory history)
    {
        var last = history.LastOfLongestRow!;
        findings.Add(About(FindingCode.RetryStorm, last) with { Severity = history.LongestRow }, () =>
            $"Call {last.Call} ({last.Operation}) made {history.LongestRow} attempts without a success in between; "
            + $"more than {MostAttempts} are a storm.");
    }

    // The provider recognised the repetition by its idempotency key: nothing was paid twice.
    private static bool IsSameJob(Exchange paid, Exchange next) => paid.Job is not null && paid.Job == next.Job;

    private static Evidence About(FindingCode code, Exchange exchange) => new()
    {
        Code = code,
        Dialect = exchange.Dialect,
        Key = exchange.Key,
        Call = exchange.Call,
        AtNs = exchange.ArrivedNs,
    };
}
