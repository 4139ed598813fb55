using System.Globalization;

namespace Emulator.Scenarios;

/// <summary>One number or a run of them: <c>0</c>, <c>0..1</c>, <c>2..</c>; both ends belong to it.</summary>
/// <param name="First">The smallest number in it.</param>
/// <param name="Last">The largest number in it.</param>
internal readonly record struct CountRange(int First, int Last) : IParsable<CountRange>
{
    public bool Contains(int number) => number >= First && number <= Last;

    public static CountRange Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var range)
            ? range
            : throw new FormatException("write a number or a range, \"0\", \"0..1\" or \"2..\"");

    public static bool TryParse(string? s, IFormatProvider? provider, out CountRange result)
    {
        result = default;
        var parts = (s ?? "").Split("..");
        if (parts.Length > 2 || !TryCount(parts[0], out var first))
        {
            return false;
        }

        var last = parts.Length == 1 ? first : int.MaxValue;
        if (parts.Length == 2 && parts[1].Length > 0 && !TryCount(parts[1], out last))
        {
            return false;
        }

        result = new CountRange(first, last);
        return first <= last;
    }

    public override string ToString() =>
        Last == int.MaxValue ? $"{First}.." : First == Last ? $"{First}" : $"{First}..{Last}";

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
}
