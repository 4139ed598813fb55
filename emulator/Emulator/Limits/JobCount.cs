namespace Emulator.Limits;

/// <summary>Counts the jobs that are not over. Their ends are known beforehand, so no timer frees them: the clock does.</summary>
internal sealed class JobCount(Limit limit) : LimitCounter(limit)
{
    private readonly List<JobSlot> _slots = [];

    public override long UsedAt(DateTimeOffset now)
    {
        _slots.RemoveAll(slot => slot.FreeAt <= now);
        return _slots.Count;
    }

    public override DateTimeOffset? FallsTo(DateTimeOffset now, long units)
    {
        var surplus = UsedAt(now) - units;
        var end = surplus <= 0 ? now
            : surplus == 1 ? _slots.Min(slot => slot.FreeAt)
            : _slots.Select(slot => slot.FreeAt).Order().ElementAt((int)surplus - 1);
        return end == DateTimeOffset.MaxValue ? null : end;
    }

    /// <summary>A job takes a place that it holds itself: <see cref="Hold"/>.</summary>
    public override void Take(DateTimeOffset now, long units) => Hold(new JobSlot());

    /// <summary>Counts a job until the end that its place names.</summary>
    public void Hold(JobSlot slot) => _slots.Add(slot);

    public override void GiveBack(DateTimeOffset takenAt, DateTimeOffset now, long units)
    {
    }

    public override void NoteRefused(DateTimeOffset now, long units)
    {
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
