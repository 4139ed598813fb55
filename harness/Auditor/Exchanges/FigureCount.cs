using System.Globalization;
using System.Runtime.InteropServices;
using Auditor.Lines;

namespace Auditor.Exchanges;

/// <summary>Counts a run's figures while its journal goes by.</summary>
internal sealed class FigureCount
{
    private const int TooManyRequests = 429;

    private readonly HashSet<CallKey> _paidCalls = [];

    private readonly Dictionary<string, long> _faults = [];

    private readonly SortedDictionary<int, long> _statuses = [];

    private JournalUnits _sum = new() { Requests = 0, InputTokens = 0, OutputTokens = 0, Images = 0, MicroUsd = 0 };

    private long _exchanges;

    private long _attempts;

    private long _byContent;

    private long _highestSeq;

    public void Add(JournalLine line)
    {
        _exchanges++;
        _highestSeq = Math.Max(_highestSeq, line.Seq);
        _byContent += line.IdentifiedBy is IdentifiedBy.Content ? 1 : 0;
        if (line.Kind is ExchangeKind.Chat or ExchangeKind.Submit)
        {
            _attempts++;
            _paidCalls.Add(new CallKey(line.Dialect, line.Operation, line.Call));
        }

        if (line.Fault is { } fault)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_faults, fault, out _)++;
        }

        _statuses[line.Status ?? 0] = _statuses.GetValueOrDefault(line.Status ?? 0) + 1;
        _sum = new JournalUnits
        {
            Requests = _sum.Requests + line.Units.Requests,
            InputTokens = _sum.InputTokens + line.Units.InputTokens,
            OutputTokens = _sum.OutputTokens + line.Units.OutputTokens,
            Images = _sum.Images + line.Units.Images,
            MicroUsd = _sum.MicroUsd + line.Units.MicroUsd,
        };
    }

    public RunFigures Finish(Run run, RetryAfterFigures retryAfter) => new()
    {
        Exchanges = _exchanges,
        Calls = _paidCalls.Count,
        Attempts = _attempts,
        Refusals = _statuses.GetValueOrDefault(TooManyRequests),
        Faults = new SortedDictionary<string, long>(_faults, StringComparer.Ordinal),
        Statuses = _statuses.ToDictionary(count => Name(count.Key), count => count.Value),
        InputTokens = _sum.InputTokens,
        OutputTokens = _sum.OutputTokens,
        Images = _sum.Images,
        MicroUsd = _sum.MicroUsd,
        RetryAfter = retryAfter,
        FirstArrivalNs = run.Exchanges.Count == 0 ? null : run.FirstArrivalNs,
        LastEndNs = run.Exchanges.Count == 0 ? null : run.LastInstantNs,
        Missing = Math.Max(0, _highestSeq - _exchanges),
        IdentifiedByContent = _byContent,
    };

    private static string Name(int status) => status == 0 ? "none" : status.ToString(CultureInfo.InvariantCulture);
}
