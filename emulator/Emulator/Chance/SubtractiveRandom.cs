namespace Emulator.Chance;

/// <summary>
/// Knuth's subtractive generator with the constants of <see cref="Random"/>, whose numbers it gives for every seed. Answers
/// draw a handful of numbers each, and filling its table without branches takes a fifth of the time.
/// </summary>
internal sealed class SubtractiveRandom
{
    private const int Length = 55;
    private const int Step = 21;
    private const int Lag = 31;
    private const int Golden = 161_803_398;

    /// <summary>Positions 1 to 55; the first is not used.</summary>
    private readonly int[] _table = new int[Length + 1];
    private int _next;
    private int _other = Step;

    /// <param name="seed">Zero or more.</param>
    public SubtractiveRandom(int seed)
    {
        var table = _table;
        var previous = Golden - seed;
        var current = 1;
        var position = 0;
        table[Length] = previous;
        for (var i = 1; i < Length; i++)
        {
            position += Step;
            position -= position >= Length ? Length : 0;
            table[position] = current;
            (previous, current) = (current, Wrapped(previous - current));
        }

        for (var round = 0; round < 4; round++)
        {
            for (var i = 1; i + Lag <= Length; i++)
            {
                table[i] = Wrapped(table[i] - table[i + Lag]);
            }

            for (var i = Length - Lag + 1; i <= Length; i++)
            {
                table[i] = Wrapped(table[i] - table[i + Lag - Length]);
            }
        }
    }

    /// <summary>A number from 0 (included) to the bound (excluded).</summary>
    public int Below(int bound) => (int)(Sample() * (1.0 / int.MaxValue) * bound);

    private int Sample()
    {
        _next = _next == Length ? 1 : _next + 1;
        _other = _other == Length ? 1 : _other + 1;
        var difference = _table[_next] - _table[_other];
        difference = Wrapped(difference == int.MaxValue ? difference - 1 : difference);
        _table[_next] = difference;
        return difference;
    }

    /// <summary>Without a branch, which would be guessed wrong every other time.</summary>
    private static int Wrapped(int number) => number + ((number >> 31) & int.MaxValue);
}
