using LoadRunner.Targets;

namespace LoadRunner.Measuring;

/// <summary>The counts and latencies of one target; belongs to its recorder's lock.</summary>
internal sealed class TargetTally
{
    private readonly Dictionary<string, long> _outcomes = new(StringComparer.Ordinal);

    /// <summary>Arrivals, dropped ones included.</summary>
    public long Offered { get; set; }

    public long Dropped { get; set; }

    public long Succeeded { get; private set; }

    public long Unreachable { get; private set; }

    /// <summary>End minus due: what a user would have waited.</summary>
    public LatencyHistogram Response { get; private init; } = new();

    /// <summary>End minus start: what the client and the provider took.</summary>
    public LatencyHistogram Service { get; private init; } = new();

    public IReadOnlyDictionary<string, long> Outcomes => _outcomes;

    public void End(CallRecord call, CallOutcomeKind kind)
    {
        Succeeded += kind is CallOutcomeKind.Succeeded ? 1 : 0;
        Unreachable += kind is CallOutcomeKind.Unreachable ? 1 : 0;
        _outcomes[call.Label] = _outcomes.GetValueOrDefault(call.Label) + 1;
        Response.Record(call.EndedNs - call.DueNs);
        Service.Record(call.EndedNs - call.StartedNs);
    }

    public TargetTally Copy()
    {
        TargetTally copy = new()
        {
            Offered = Offered,
            Dropped = Dropped,
            Succeeded = Succeeded,
            Unreachable = Unreachable,
        };
        copy.Response.Add(Response);
        copy.Service.Add(Service);
        foreach (var (label, count) in _outcomes)
        {
            copy._outcomes.Add(label, count);
        }

        return copy;
    }
}
