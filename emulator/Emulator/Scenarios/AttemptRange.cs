using System.Globalization;

namespace Emulator.Scenarios;

/// <summary>Which attempts of a logical call something applies to: <c>0</c>, <c>0..1</c>, <c>2..</c>; the first is 0.</summary>
/// <param name="First">The first attempt it applies to.</param>
/// <param name="Last">The last attempt it applies to.</param>
internal readonly record struct AttemptRange(int First, int Last) : IParsable<AttemptRange>
{
    public bool Contains(int attempt) => attempt >= First && attempt <= Last;

    public static AttemptRange Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var range)
            ? range
            : throw new FormatException("write the attempts as \"0\", \"0..1\" or \"2..\", counted from 0");

    public static bool TryParse(string? s, IFormatProvider? provider, out AttemptRange result)
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

        result = new AttemptRange(first, last);
        return first <= last;
    }

    public override string ToString() =>
        Last == int.MaxValue ? $"{First}.." : First == Last ? $"{First}" : $"{First}..{Last}";

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
}
