namespace Emulator.Limits;

/// <summary>An amount that changes with time: piecewise constant, a function of seed, limit and instant alone.</summary>
internal sealed class LimitDrift(ulong seed, string limit, TimeSpan every)
{
    /// <summary>The smallest amount.</summary>
    public required long Least { get; init; }

    /// <summary>The largest amount.</summary>
    public required long Most { get; init; }

    public ulong Seed { get; } = seed;

    public long At(DateTimeOffset instant)
    {
        var draw = Chance.Seed.For(Seed, "drift", limit, PieceOf(instant));
        return Least + (long)(draw % (ulong)(Most - Least + 1));
    }

    /// <summary>When the amount changes next.</summary>
    public DateTimeOffset EndOfPiece(DateTimeOffset instant) =>
        DateTimeOffset.UnixEpoch + TimeSpan.FromTicks((PieceOf(instant) + 1) * every.Ticks);

    private long PieceOf(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / every.Ticks;
}
