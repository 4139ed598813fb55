using System.Globalization;

namespace Auditor;

/// <summary>A count that something must have: <c>3</c>, <c>&gt;= 3</c>, <c>&lt;= 5</c> or <c>2..5</c>.</summary>
/// <param name="Min">The least that is allowed.</param>
/// <param name="Max">The most that is allowed; <see langword="null"/> if there is no most.</param>
internal readonly record struct CountRange(long Min, long? Max) : IParsable<CountRange>
{
    private const string Forms = "write a count as \"3\", \">= 3\", \"<= 5\" or \"2..5\"";

    public bool Contains(long count) => count >= Min && count <= (Max ?? long.MaxValue);

    /// <exception cref="FormatException">The text is no count; the message says what to write.</exception>
    public static CountRange Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var range) ? range : throw new FormatException(Forms);

    public static bool TryParse(string? s, IFormatProvider? provider, out CountRange result)
    {
        var text = (s ?? "").Trim();
        var parts = text.Split("..");
        result = text switch
        {
            _ when text.StartsWith(">=", StringComparison.Ordinal) && Count(text[2..]) is { } min => new CountRange(min, null),
            _ when text.StartsWith("<=", StringComparison.Ordinal) && Count(text[2..]) is { } max => new CountRange(0, max),
            _ when parts is [var low, var high] && Count(low) is { } min && Count(high) is { } max && min <= max =>
                new CountRange(min, max),
            _ when Count(text) is { } exact => new CountRange(exact, exact),
            _ => new CountRange(-1, -1),
        };
        return result.Min >= 0;
    }

    public override string ToString() =>
        (Min, Max) switch
        {
            (_, null) => string.Create(CultureInfo.InvariantCulture, $">= {Min}"),
            (0, > 0) => string.Create(CultureInfo.InvariantCulture, $"<= {Max}"),
            _ when Min == Max => string.Create(CultureInfo.InvariantCulture, $"{Min}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{Min}..{Max}"),
        };

    private static long? Count(string text) =>
        long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;
}
