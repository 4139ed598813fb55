namespace Emulator.Limits;

/// <summary>Counts the jobs that are not over. Their ends are known beforehand, so no timer frees them: the clock does.</summary>
internal sealed class JobCount(Limit limit) : LimitCounter(limit)
{
    private readonly List<JobSlot> _slots = [];

    public override DateTimeOffset? FreeAt
    {
        get
        {
            var earliest = DateTimeOffset.MaxValue;
            foreach (var slot in _slots)
            {
                earliest = slot.FreeAt < earliest ? slot.FreeAt : earliest;
            }

            return earliest == DateTimeOffset.MaxValue ? null : earliest;
        }
    }

    public override int UsedAt(DateTimeOffset now)
    {
        _slots.RemoveAll(slot => slot.FreeAt <= now);
        return _slots.Count;
    }

    public override void Take(DateTimeOffset now, LimitPermit permit)
    {
        // One submit makes one job, however many limits count it.
        permit.Slot ??= new JobSlot();
        _slots.Add(permit.Slot);
    }
}

/// <summary>The place that one job takes in the limits of active jobs, until its end.</summary>
internal sealed class JobSlot
{
    private long _freeAtTicks = DateTimeOffset.MaxValue.UtcTicks;

    /// <summary>The end of the job; the far future until it is known.</summary>
    public DateTimeOffset FreeAt
    {
        get => new(Volatile.Read(ref _freeAtTicks), TimeSpan.Zero);
        set => Volatile.Write(ref _freeAtTicks, value.UtcTicks);
    }
}
