using Auditor.Exchanges;
using Auditor.Lines;

namespace Auditor.Limits;

/// <summary>
/// From when until when jobs can have been active at the longest, as far as a journal shows it. A journal names jobs and
/// not their states, so a job counts from the arrival of its submit until the first of these shows that it was over:
/// <list type="bullet">
/// <item>it was downloaded: then the last poll that was answered before the download arrived had told where to find the
/// result, so the job was over when that answer began (without such a poll: when the download arrived);</item>
/// <item>a poll was answered with 404 or 410: the job is gone;</item>
/// <item>a cancellation was accepted;</item>
/// <item>the submit named no job and answered with the result itself: the job was over when that answer ended.</item>
/// </list>
/// Otherwise it counts as active for ever. This can only err upwards: a limit that holds for these spans held in truth,
/// and one that does not hold for them may still have held.
/// </summary>
internal sealed class JobSpans
{
    private readonly Dictionary<(string Dialect, string Job), long> _ends = [];

    public JobSpans(IEnumerable<Exchange> arrivals)
    {
        // Jobs are followed in the order of answers: that is the order in which their states were told.
        Dictionary<(string Dialect, string Job), long> lastPoll = [];
        var answers = arrivals.Where(exchange => exchange is { Job: not null, FirstByteNs: not null });
        foreach (var exchange in answers.OrderBy(InstantOfEvidence))
        {
            var job = (exchange.Dialect, exchange.Job!);
            switch (exchange)
            {
                case { Kind: ExchangeKind.Poll, Succeeded: true }:
                    lastPoll[job] = exchange.FirstByteNs!.Value;
                    break;
                case { Kind: ExchangeKind.Download, Succeeded: true }:
                    _ends.TryAdd(job, lastPoll.TryGetValue(job, out var told) ? told : exchange.ArrivedNs);
                    break;
                case { Kind: ExchangeKind.Poll, Status: 404 or 410 } when lastPoll.ContainsKey(job):
                case { Kind: ExchangeKind.Other, Operation: "jobs.cancel", Succeeded: true }:
                    _ends.TryAdd(job, exchange.FirstByteNs!.Value);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The job that a submit made; null if it made none.</summary>
    public Span? Of(Exchange submit) =>
        submit switch
        {
            { Kind: not ExchangeKind.Submit } or { Status: >= 300 } => null,
            { Job: { } job } => new Span(
                submit.ArrivedNs, _ends.GetValueOrDefault((submit.Dialect, job), long.MaxValue), submit.Call),
            { Succeeded: true } => new Span(submit.ArrivedNs, submit.EndedNs ?? long.MaxValue, submit.Call),
            _ => null,
        };

    private static long InstantOfEvidence(Exchange exchange) =>
        exchange.Kind is ExchangeKind.Download ? exchange.ArrivedNs : exchange.FirstByteNs!.Value;
}
