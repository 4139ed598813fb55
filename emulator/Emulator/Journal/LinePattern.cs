using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Emulator.Journal;

/// <summary>
/// What a field of a journal line must be: a value, <c>*</c> for any text, <c>4xx</c>, <c>2..5</c>, <c>>= 3</c>, <c>null</c>, or
/// <c>!</c> before any of these.
/// </summary>
internal sealed class LinePattern
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(200);

    /// <summary>What a pattern is compiled to grows with it.</summary>
    public const int LongestText = 500;

    private readonly Func<JsonElement, bool> _matches;

    private LinePattern(string text, Func<JsonElement, bool> matches)
    {
        Text = text;
        _matches = matches;
    }

    public string Text { get; }

    public static LinePattern Of(string text)
    {
        var trimmed = text.Trim();
        return trimmed.StartsWith('!')
            ? new LinePattern(trimmed, value => !Positive(trimmed[1..].Trim())(value))
            : new LinePattern(trimmed, Positive(trimmed));
    }

    public bool Matches(JsonElement value) => _matches(value);

    private static Func<JsonElement, bool> Positive(string text)
    {
        if (text == "null")
        {
            return static value => value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;
        }

        if (text.Length == 3 && text.EndsWith("xx", StringComparison.OrdinalIgnoreCase) && char.IsAsciiDigit(text[0]))
        {
            var first = (text[0] - '0') * 100;
            return value => NumberIn(value) is { } number && number >= first && number < first + 100;
        }

        if (RangeIn(text) is { } range)
        {
            return value => NumberIn(value) is { } number && number >= range.Least && number <= range.Most;
        }

        if (text.Contains('*', StringComparison.Ordinal))
        {
            var expression = new Regex(
                $"^{string.Join(".*", text.Split('*').Select(Regex.Escape))}$",
                RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking,
                MatchTimeout);
            return value => value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) && expression.IsMatch(TextOf(value));
        }

        return value => value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            && string.Equals(TextOf(value), text, StringComparison.OrdinalIgnoreCase);
    }

    private static (decimal Least, decimal Most)? RangeIn(string text)
    {
        if (text.StartsWith(">=", StringComparison.Ordinal) && NumberIn(text[2..]) is { } least)
        {
            return (least, decimal.MaxValue);
        }

        if (text.StartsWith("<=", StringComparison.Ordinal) && NumberIn(text[2..]) is { } most)
        {
            return (decimal.MinValue, most);
        }

        var parts = text.Split("..");
        return parts.Length == 2 && NumberIn(parts[0]) is { } from && NumberIn(parts[1]) is { } to ? (from, to) : null;
    }

    private static decimal? NumberIn(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static decimal? NumberIn(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null;

    private static string TextOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString() ?? "" : value.GetRawText();
}
