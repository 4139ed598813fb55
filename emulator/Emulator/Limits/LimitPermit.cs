namespace Emulator.Limits;

/// <summary>What one granted request holds until its answer is over, and what its job holds until that is over.</summary>
internal sealed class LimitPermit(Lock gate)
{
    /// <summary>The permit of a request that no limit counts.</summary>
    public static readonly LimitPermit Nothing = new(new Lock());

    private List<InFlightCount>? _held;
    private bool _isSettled;
    private bool _hasJob;

    /// <summary>The job's place, where a limit counts active jobs.</summary>
    public JobSlot? Slot { get; set; }

    /// <summary>Says when the job that was made is over; the place it takes is then free. Cancelling sets it earlier.</summary>
    public JobSlot HoldForJob(DateTimeOffset endsAt)
    {
        _hasJob = true;
        var slot = Slot ?? new JobSlot();
        slot.FreeAt = endsAt;
        return slot;
    }

    /// <summary>Frees what the request held; a place for a job that was never made, too. Only the first call does anything.</summary>
    public void Settle(DateTimeOffset now)
    {
        if (_held is null && Slot is null)
        {
            return;
        }

        lock (gate)
        {
            if (_isSettled)
            {
                return;
            }

            _isSettled = true;
            _held?.ForEach(static counter => counter.Release());
            if (!_hasJob && Slot is not null)
            {
                Slot.FreeAt = now;
            }
        }
    }

    internal void Holds(InFlightCount counter) => (_held ??= []).Add(counter);
}
