namespace Emulator.Limits;

/// <summary>
/// What one granted request holds until its answer is over, and what its job holds until that is over. What was taken on
/// arrival is corrected when the request is billed, and given back when it never is.
/// </summary>
internal sealed class LimitPermit(DecisionOrder order)
{
    /// <summary>The permit of a request that no limit counts.</summary>
    public static readonly LimitPermit Nothing = new(new DecisionOrder());

    private List<Holding>? _held;
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

    /// <summary>Charges what the request turned out to use; a second bill takes the place of the first.</summary>
    public void Charge(BilledUnits billed, DateTimeOffset now)
    {
        if (_held is null)
        {
            return;
        }

        lock (order.Lock)
        {
            now = order.At(now);
            foreach (var holding in _held)
            {
                holding.Charge(billed, now);
            }
        }
    }

    /// <summary>Frees what the request held; a place for a job that was never made, too. Only the first call does anything.</summary>
    public void Settle(DateTimeOffset now)
    {
        if (_held is null && Slot is null)
        {
            return;
        }

        lock (order.Lock)
        {
            if (_isSettled)
            {
                return;
            }

            _isSettled = true;
            now = order.At(now);
            foreach (var holding in _held ?? [])
            {
                holding.Settle(now);
            }

            if (!_hasJob && Slot is not null)
            {
                Slot.FreeAt = now;
            }
        }
    }

    /// <summary>Notes units that are not the request's for good; under the gate's lock.</summary>
    internal void Holds(LimitCounter counter, DateTimeOffset now, long units) => (_held ??= []).Add(new Holding(counter, now, units));

    /// <summary>Units of one limit, until they are paid for or free.</summary>
    private sealed class Holding(LimitCounter counter, DateTimeOffset takenAt, long units)
    {
        private bool _isBilled;
        private long _units = units;

        public void Charge(BilledUnits billed, DateTimeOffset now)
        {
            if (!counter.Limit.IsBilled)
            {
                return;
            }

            _isBilled = true;
            var more = counter.Limit.UnitsOf(billed) - _units;
            _units += more;
            if (more > 0)
            {
                counter.Take(now, more);
            }
            else if (more < 0)
            {
                counter.GiveBack(takenAt, now, -more);
            }
        }

        public void Settle(DateTimeOffset now)
        {
            if (!_isBilled && _units > 0)
            {
                counter.GiveBack(takenAt, now, _units);
            }
        }
    }
}
