using Auditor.Exchanges;

namespace Auditor.Conduct;

/// <summary>
/// Whether the wait that an answer asked for was kept: the next attempt of the same call with the same key must not
/// arrive before it is over. No tolerance: the wait begins when the answer's head is sent, and the client reads it later.
/// </summary>
internal sealed class RetryAfterRule(FindingCollection findings)
{
    private long _honoured;

    private long _early;

    private long _earliestNs;

    public RetryAfterFigures Figures => new(_honoured, _early, _earliestNs);

    public void Judge(Exchange previous, Exchange next)
    {
        // Another key has an allowance of its own.
        if (previous is not { RetryAfterNs: { } wait, FirstByteNs: { } answered } || previous.Key != next.Key)
        {
            return;
        }

        var waited = next.ArrivedNs - answered;
        if (waited >= wait)
        {
            _honoured++;
            return;
        }

        _early++;
        _earliestNs = Math.Max(_earliestNs, wait - waited);
        var evidence = new Evidence
        {
            Code = FindingCode.RetryAfterIgnored,
            Dialect = next.Dialect,
            Key = next.Key,
            Call = next.Call,
            AtNs = next.ArrivedNs,
            Severity = wait - waited,
        };
        findings.Add(evidence, () =>
            $"Attempt {next.Attempt} of call {next.Call} ({next.Operation}) arrived {FindingWords.Length(waited)} after "
            + $"attempt {previous.Attempt} was answered with status {previous.Status}, which had asked for "
            + $"{FindingWords.Length(wait)}: {FindingWords.Length(wait - waited)} too early.");
    }
}
