using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LoadRunner.Pacing;

/// <summary>So many arrivals in so much time, as it is written in a scenario: <c>5/s</c>, <c>90/min</c>, <c>0.2/s</c>.</summary>
/// <remarks>The count stays a decimal and the unit stays apart, so that 100/h is exactly that and not 0.02777…/s.</remarks>
internal readonly record struct Rate : IParsable<Rate>
{
    /// <summary>Beyond this no generator of ours keeps its pace, and a scenario that asks for it is a slip of the pen.</summary>
    public const int MaxPerSecond = 100_000;

    private const string Remedy = "write a number and its unit: 5/s, 90/min, 100/h or 0.2/s for example";

    private static readonly (string Name, long Nanoseconds)[] Units =
    [
        ("s", 1_000_000_000),
        ("min", 60_000_000_000),
        ("h", 3_600_000_000_000),
    ];

    private readonly int _unit;

    private Rate(decimal count, int unit)
    {
        Count = count;
        _unit = unit;
    }

    /// <summary>How many arrivals in one unit of time.</summary>
    public decimal Count { get; }

    /// <summary>The unit of time.</summary>
    public long UnitNanoseconds => Units[_unit].Nanoseconds;

    public double PerSecond => (double)Count * 1e9 / UnitNanoseconds;

    public static Rate PerSecondOf(decimal count) => new(count, 0);

    /// <summary>Reads a rate.</summary>
    /// <exception cref="FormatException">It is none; the message says what to write.</exception>
    public static Rate Parse(string s, IFormatProvider? provider)
    {
        ArgumentNullException.ThrowIfNull(s);
        var slash = s.IndexOf('/', StringComparison.Ordinal);
        var unit = slash < 0 ? -1 : Array.FindIndex(Units, known => known.Name == s[(slash + 1)..].Trim());
        if (unit < 0 || !decimal.TryParse(
            s[..slash].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count))
        {
            throw new FormatException(Remedy);
        }

        // Counted in the unit it is written in: 1e9/h is a rate like any other, 1e9/s is not.
        return count > (decimal)MaxPerSecond * Units[unit].Nanoseconds / Units[0].Nanoseconds
            ? throw new FormatException($"write a rate of {MaxPerSecond}/s or less")
            : new Rate(count, unit);
    }

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Rate result)
    {
        try
        {
            result = Parse(s ?? "", provider);
            return true;
        }
        catch (FormatException)
        {
            result = default;
            return false;
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Count:0.#########}/{Units[_unit].Name}");
}
