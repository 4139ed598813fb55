namespace Emulator.Limits;

/// <summary>How much of one limit one key has in use; the closed set of ways to count. Callers hold the gate's lock.</summary>
internal abstract class LimitCounter(Limit limit)
{
    public Limit Limit { get; } = limit;

    /// <summary>Units in use at an instant.</summary>
    public abstract int UsedAt(DateTimeOffset now);

    /// <summary>Takes one unit; only after <see cref="UsedAt"/> at the same instant left room.</summary>
    public abstract void Take(DateTimeOffset now, LimitPermit permit);

    /// <summary>Notes a refused request, where refusals count.</summary>
    public virtual void NoteRefused(DateTimeOffset now)
    {
    }

    /// <summary>When the next unit becomes free; <see langword="null"/> when nobody knows.</summary>
    public virtual DateTimeOffset? FreeAt => null;

    /// <summary>When all units are free again; <see langword="null"/> when nobody knows.</summary>
    public virtual DateTimeOffset? ResetAt => null;

    public static LimitCounter For(Limit limit) => limit.Counting switch
    {
        LimitCounting.Window => new SlidingLog(limit),
        LimitCounting.InFlight => new InFlightCount(limit),
        _ => new JobCount(limit),
    };
}
