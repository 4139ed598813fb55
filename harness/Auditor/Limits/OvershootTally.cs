using Auditor.Conduct;

namespace Auditor.Limits;

/// <summary>The arrival at which more was in use than is allowed, and how much.</summary>
internal readonly record struct OverUse(int Index, long Used);

/// <summary>Counts the arrivals that came when an allowance was used up, and files each as a finding.</summary>
internal sealed class OvershootTally(LimitExpectation limit, LimitSubject subject, FindingCollection findings)
{
    private int _lastIndex = -2;

    public long Count { get; private set; }

    /// <summary>How many unbroken rows of such arrivals there are.</summary>
    public long Stretches { get; private set; }

    public OverUse? First { get; private set; }

    public OverUse? Worst { get; private set; }

    /// <summary>Takes note of an arrival; one that fits the allowance is passed over.</summary>
    public void Add(int index, long used)
    {
        var (unit, allowed) = limit.Allowance;
        if (used <= allowed)
        {
            return;
        }

        Count++;
        Stretches += index == _lastIndex + 1 ? 0 : 1;
        _lastIndex = index;
        First ??= new OverUse(index, used);
        Worst = Worst is { } worst && worst.Used >= used ? worst : new OverUse(index, used);
        var exchange = subject.Exchanges[index];
        var evidence = new Evidence
        {
            Code = FindingCode.LimitExceeded,
            Dialect = exchange.Dialect,
            Key = subject.Key,
            Limit = limit.Name,
            Call = exchange.Call,
            AtNs = exchange.ArrivedNs,
            Severity = used - allowed,
        };
        findings.Add(evidence, () => Sentence(exchange.Call, exchange.ArrivedNs, used));

        string Sentence(string call, long atNs, long count) => limit.Window is { } window
            ? FormattableString.Invariant(
                $"{count} {FindingWords.Unit(unit)} lie in the {FindingWords.Length(window)} up to {FindingWords.Instant(atNs)}, when call {call} arrived; {limit.Name} allows {allowed}.")
            : FormattableString.Invariant(
                $"{count} exchanges were in flight at {FindingWords.Instant(atNs)}, when call {call} arrived; {limit.Name} allows {allowed}.");
    }
}
