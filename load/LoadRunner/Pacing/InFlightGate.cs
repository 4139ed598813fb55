namespace LoadRunner.Pacing;

/// <summary>Counts calls under way, turns away what is too much, and tells when the last one has ended.</summary>
internal sealed class InFlightGate(int capacity)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inFlight;
    private bool _isClosed;

    /// <summary>The most calls that were under way at once.</summary>
    public int Peak { get; private set; }

    public int InFlight
    {
        get
        {
            lock (_lock)
            {
                return _inFlight;
            }
        }
    }

    /// <summary>Takes a place; <see langword="false"/> when all are taken.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_inFlight >= capacity)
            {
                return false;
            }

            _inFlight++;
            Peak = Math.Max(Peak, _inFlight);
            return true;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            _inFlight--;
            SettleIfDrained();
        }
    }

    /// <summary>No more will enter; the task ends with the last call.</summary>
    public Task CloseAsync()
    {
        lock (_lock)
        {
            _isClosed = true;
            SettleIfDrained();
        }

        return _drained.Task;
    }

    private void SettleIfDrained()
    {
        if (_isClosed && _inFlight == 0)
        {
            _drained.TrySetResult();
        }
    }
}
