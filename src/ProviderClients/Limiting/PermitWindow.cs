namespace ProviderClients.Limiting;

/// <summary>
/// What one window of a limiter holds: permits still open, which count without end, and settled ones, each until its
/// expiry. See PROOF.md for why this and nothing less keeps the provider's limit.
/// </summary>
internal sealed class PermitWindow
{
    /// <summary>Two clocks may each run 500 ppm fast or slow; the window is made longer by both.</summary>
    private const double SlewAllowance = 1e-3;

    private readonly PriorityQueue<long, long> _expiries = new();
    private readonly long _lengthTicks;

    public PermitWindow(Rate rate, TimeProvider timeProvider)
    {
        PermitLimit = rate.Permits;
        var seconds = rate.Window.TotalSeconds * (1 + SlewAllowance);
        _lengthTicks = (long)Math.Ceiling(seconds * timeProvider.TimestampFrequency) + 1;
    }

    public int PermitLimit { get; }

    /// <summary>Permits whose request the server may still be about to count.</summary>
    public int Open { get; set; }

    public int Used => Open + _expiries.Count;

    /// <summary>When the next unit is freed by time alone; <see langword="null"/> when only answers can free one.</summary>
    public long? NextExpiry => _expiries.TryPeek(out var next, out _) ? next : null;

    /// <summary>The server has counted the request at this instant or before.</summary>
    public void Settle(long countedByTicks)
    {
        Open--;
        var expiry = countedByTicks + _lengthTicks;
        _expiries.Enqueue(expiry, expiry);
    }

    public void Sweep(long nowTicks)
    {
        while (_expiries.TryPeek(out var next, out _) && next <= nowTicks)
        {
            _expiries.Dequeue();
        }
    }

    /// <summary>The earliest instant at which this many more permits can have been granted; never later than the truth.</summary>
    public long EarliestFor(int permits, long nowTicks)
    {
        var missing = permits - (PermitLimit - Used);
        if (missing <= 0 || _expiries.Count == 0)
        {
            return nowTicks;
        }

        var ordered = _expiries.UnorderedItems.Select(item => item.Element).Order().ToList();
        return ordered[Math.Min(missing, ordered.Count) - 1];
    }
}
