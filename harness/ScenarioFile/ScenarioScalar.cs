using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace ScenarioFile;

/// <summary>Reads single values strictly: a quoted number is text, a bare number is no duration.</summary>
internal static class ScenarioScalar
{
    private const int LongestQuotation = 60;

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond),
        ("us", TimeSpan.TicksPerMicrosecond),
        ("s", TimeSpan.TicksPerSecond),
        ("m", TimeSpan.TicksPerMinute),
        ("h", TimeSpan.TicksPerHour),
        ("d", TimeSpan.TicksPerDay),
    ];

    public static bool IsNull(YamlScalarNode scalar) =>
        !IsQuoted(scalar) && (scalar.Value is null or "" or "~" or "null");

    public static bool IsQuoted(YamlScalarNode scalar) => scalar.Style is not ScalarStyle.Plain;

    public static string Describe(YamlScalarNode scalar)
    {
        var value = scalar.Value ?? "";
        var shown = value.Length <= LongestQuotation ? value : value[..LongestQuotation] + "...";
        return IsQuoted(scalar) ? $"the text \"{shown}\"" : shown;
    }

    public static bool TryBoolean(YamlScalarNode scalar, out bool value)
    {
        value = scalar.Value is "true";
        return !IsQuoted(scalar) && (scalar.Value is "true" or "false");
    }

    public static bool TryInteger(YamlScalarNode scalar, out long value)
    {
        value = 0;
        return !IsQuoted(scalar)
            && long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryNumber(YamlScalarNode scalar, out decimal value)
    {
        value = 0;
        return !IsQuoted(scalar) && decimal.TryParse(
            scalar.Value,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out value);
    }

    /// <summary>Reads <c>250ms</c>, <c>1.5h</c>, <c>0s</c>; negative durations and bare numbers are refused.</summary>
    public static bool TryDuration(string? text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        foreach (var (unit, ticks) in Units)
        {
            if (text is null || !text.EndsWith(unit, StringComparison.Ordinal))
            {
                continue;
            }

            if (!decimal.TryParse(
                text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                continue;
            }

            if (number * ticks > TimeSpan.MaxValue.Ticks / 2)
            {
                return false;
            }

            value = TimeSpan.FromTicks((long)(number * ticks));
            return true;
        }

        return false;
    }
}
