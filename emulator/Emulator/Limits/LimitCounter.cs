namespace Emulator.Limits;

/// <summary>
/// How much of one limit one subject has in use; the closed set of ways to count. Callers hold the gate's lock, and no
/// instant is earlier than the one before it.
/// </summary>
internal abstract class LimitCounter(Limit limit)
{
    public Limit Limit { get; } = limit;

    /// <summary>Units in use at an instant; parts of one are a whole one.</summary>
    public abstract long UsedAt(DateTimeOffset now);

    /// <summary>
    /// The first instant from now on at which no more than so many units are in use, if nothing else is counted;
    /// <see langword="null"/> when nobody knows.
    /// </summary>
    public abstract DateTimeOffset? FallsTo(DateTimeOffset now, long units);

    /// <summary>Counts units from now on, whether there is room or not: who asks has looked, or must pay all the same.</summary>
    public abstract void Take(DateTimeOffset now, long units);

    /// <summary>Stops counting units that were taken at an instant, as far as they still are.</summary>
    public abstract void GiveBack(DateTimeOffset takenAt, DateTimeOffset now, long units);

    /// <summary>Counts a refused request, where refusals count.</summary>
    public virtual void NoteRefused(DateTimeOffset now, long units) => Take(now, units);

    /// <summary>When the next so many units fit; <see langword="null"/> when nobody knows, or never.</summary>
    public DateTimeOffset? HasRoomAt(DateTimeOffset now, long units)
    {
        var from = now;
        for (var piece = 0; piece < MostPieces && units <= Limit.PermitLimit; piece++)
        {
            var room = Limit.PermitLimitAt(from) - units;
            var change = Limit.NextChangeAfter(from);
            if (room >= 0 && FallsTo(now, room) is { } falls)
            {
                var fits = falls > from ? falls : from;
                if (change is null || fits < change)
                {
                    return fits;
                }
            }

            if (change is null)
            {
                return null;
            }

            from = change.Value;
        }

        return null;
    }

    /// <summary>The window that holds an instant; zero where there is none.</summary>
    public virtual TimeSpan WindowAt(DateTimeOffset now) => Limit.Window;

    public static LimitCounter For(Limit limit) => limit.Counting switch
    {
        LimitCounting.SlidingLog => new SlidingLog(limit),
        LimitCounting.FixedWindow => new FixedWindow(limit),
        LimitCounting.FirstUse => new FirstUseWindow(limit),
        LimitCounting.TokenBucket => new TokenBucket(limit),
        LimitCounting.SlidingCounter => new SlidingCounter(limit),
        LimitCounting.Quantised => new QuantisedWindow(limit),
        LimitCounting.Daily => new DailyWindow(limit),
        LimitCounting.InFlight => new InFlightCount(limit),
        _ => new JobCount(limit),
    };

    /// <summary>How far ahead a drifting limit is looked at.</summary>
    private const int MostPieces = 1000;
}
