using LoadRunner.Pacing;
using LoadRunner.Targets;

namespace LoadRunner.Measuring;

/// <summary>Collects what happened to every arrival of one phase; calls end on many threads, so everything is under a lock.</summary>
internal sealed class CallRecorder
{
    /// <summary>The most calls that are kept one by one, about 60 MB; histograms and counts go on.</summary>
    public const int MaxRecords = 1_000_000;

    private readonly Lock _lock = new();
    private readonly List<CallRecord> _records = [];
    private readonly TargetTally[] _tallies;
    private readonly LatencyHistogram _lag = new();
    private readonly LatencyHistogram _startCost = new(precisionBits: 7);
    private readonly int _maxRecords;

    public CallRecorder(int targets, int maxRecords = MaxRecords)
    {
        _tallies = [.. Enumerable.Range(0, targets).Select(_ => new TargetTally())];
        _maxRecords = maxRecords;
    }

    public void Drop(Arrival arrival)
    {
        lock (_lock)
        {
            _tallies[arrival.Target].Offered++;
            _tallies[arrival.Target].Dropped++;
        }
    }

    /// <summary>A call began; how late, is known now even if it never ends.</summary>
    public void Start(Arrival arrival, long lagNs)
    {
        lock (_lock)
        {
            _tallies[arrival.Target].Offered++;
            _lag.Record(lagNs);
        }
    }

    /// <summary>How long the generator's own thread was held up by beginning a call.</summary>
    public void StartCost(long nanoseconds)
    {
        lock (_lock)
        {
            _startCost.Record(nanoseconds);
        }
    }

    public void End(CallRecord call, CallOutcomeKind kind)
    {
        lock (_lock)
        {
            _tallies[call.Target].End(call, kind);
            if (_records.Count < _maxRecords)
            {
                _records.Add(call);
            }
        }
    }

    /// <summary>Everything so far; the parts are copies.</summary>
    public Measurements Snapshot()
    {
        lock (_lock)
        {
            LatencyHistogram lag = new();
            lag.Add(_lag);
            LatencyHistogram startCost = new(precisionBits: 7);
            startCost.Add(_startCost);
            return new Measurements
            {
                Targets = [.. _tallies.Select(tally => tally.Copy())],
                Lag = lag,
                StartCost = startCost,
                Calls = [.. _records],
            };
        }
    }

    /// <summary>The few numbers that a progress line shows, without copying histograms.</summary>
    public (long Offered, long Succeeded, long Ended, long Dropped) Counts()
    {
        lock (_lock)
        {
            return (
                _tallies.Sum(tally => tally.Offered),
                _tallies.Sum(tally => tally.Succeeded),
                _tallies.Sum(tally => tally.Service.Count),
                _tallies.Sum(tally => tally.Dropped));
        }
    }
}

/// <summary>What was measured of one phase.</summary>
internal sealed record Measurements
{
    public required IReadOnlyList<TargetTally> Targets { get; init; }

    /// <summary>Start minus due, of every call.</summary>
    public required LatencyHistogram Lag { get; init; }

    /// <summary>How long beginning each call kept the generator's thread.</summary>
    public required LatencyHistogram StartCost { get; init; }

    /// <summary>The calls one by one, in order of their ends, up to the bound.</summary>
    public required IReadOnlyList<CallRecord> Calls { get; init; }
}
