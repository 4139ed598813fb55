namespace Emulator.Chance;

/// <summary>
/// Turns a seed and the identity of what is decided into a number, the same on every machine and in every run, so that
/// chance belongs to the request and never to the order of arrival.
/// </summary>
internal static class Seed
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>Derives the number for one purpose of one identity.</summary>
    /// <param name="seed">The run's seed, or a number derived from it.</param>
    /// <param name="purpose">What is decided: <c>failure</c>, <c>delay</c>, <c>content</c>.</param>
    /// <param name="identity">Whose decision it is.</param>
    /// <param name="number">An attempt or another count.</param>
    public static ulong For(ulong seed, string purpose, string identity = "", long number = 0) =>
        For(seed, purpose, Hash(identity), number);

    /// <summary>The same for an identity of which only the hash is known.</summary>
    public static ulong For(ulong seed, string purpose, ulong identity, long number)
    {
        var state = Mix(seed + Golden);
        state = Mix(state ^ Hash(purpose));
        state = Mix(state ^ identity);
        return Mix(state ^ unchecked((ulong)number * Golden));
    }

    /// <summary>A number from 0 (included) to 1 (excluded).</summary>
    public static double Fraction(ulong value) => (value >> 11) * (1.0 / (1UL << 53));

    /// <summary>A hash that never changes, unlike <see cref="string.GetHashCode()"/>.</summary>
    public static ulong Hash(ReadOnlySpan<char> text) => Hash(text, FnvOffset);

    /// <summary>The hash of three lines of text, which need not be put together for it.</summary>
    public static ulong Hash(ReadOnlySpan<char> first, ReadOnlySpan<char> second, ReadOnlySpan<char> third) =>
        Hash(third, Hash("\n", Hash(second, Hash("\n", Hash(first)))));

    private static ulong Hash(ReadOnlySpan<char> text, ulong hash)
    {
        foreach (var character in text)
        {
            hash = (hash ^ character) * FnvPrime;
        }

        return hash;
    }

    /// <inheritdoc cref="Hash(ReadOnlySpan{char})"/>
    public static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = FnvOffset;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * FnvPrime;
        }

        return hash;
    }

    /// <summary>The finalizer of SplitMix64: every bit of the input reaches every bit of the output.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
