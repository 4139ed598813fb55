namespace Emulator.Tests.Limits;

/// <summary>
/// What a way of counting means, written down from stamps alone with no thought of speed. It can be asked about any instant
/// after its last stamp, the future included.
/// </summary>
internal abstract class NaiveCount(long permits)
{
    protected long Permits { get; } = permits;

    protected List<(DateTimeOffset Stamp, long Units)> Taken { get; } = [];

    public abstract long UsedAt(DateTimeOffset now);

    public void Take(DateTimeOffset now, long units) => Taken.Add((now, units));

    /// <summary>Counts a refused request; most counts make no difference.</summary>
    public virtual void Refuse(DateTimeOffset now, long units) => Take(now, units);

    /// <summary>Gives units back that were taken at a stamp.</summary>
    public virtual void GiveBack(DateTimeOffset takenAt, DateTimeOffset now, long units) => Taken.Add((takenAt, -units));

    protected long SumOf(Func<DateTimeOffset, bool> counts) => Taken.Where(one => counts(one.Stamp)).Sum(one => one.Units);
}
