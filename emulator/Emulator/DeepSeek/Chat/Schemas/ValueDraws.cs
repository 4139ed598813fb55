using Emulator.Chance;

namespace Emulator.DeepSeek.Chat.Schemas;

/// <summary>Draws for one value after the other: the same seed gives the same ones.</summary>
internal sealed class ValueDraws(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 (included) to the bound (excluded).</summary>
    public int Below(int bound) => bound <= 1 ? 0 : (int)(Next() % (ulong)bound);

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>A number from 0 (included) to 1 (excluded).</summary>
    public double Fraction() => Seed.Fraction(Next());

    private ulong Next() => Seed.Mix(_state += 0x9E3779B97F4A7C15);
}
