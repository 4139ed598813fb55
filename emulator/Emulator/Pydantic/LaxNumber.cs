using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Emulator.Pydantic;

/// <summary>Pydantic's lax conversions: which other JSON values it takes for a number or a boolean.</summary>
internal static class LaxNumber
{
    private const int MostDigits = 4300;
    private const string NotAnInteger = "Input should be a valid integer";
    private const string NotANumber = "Input should be a valid number";

    public static (BigInteger? Integer, string? Type, string? Message) ReadInteger(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => (BigInteger.One, null, null),
        JsonValueKind.False => (BigInteger.Zero, null, null),
        JsonValueKind.Number => FromNumber(value),
        JsonValueKind.String => FromText(value.GetString()!.Trim()),
        _ => (null, "int_type", NotAnInteger),
    };

    public static (double? Number, string? Type, string? Message) ReadDouble(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => (1, null, null),
        JsonValueKind.False => (0, null, null),
        JsonValueKind.Number => (value.GetDouble(), null, null),
        JsonValueKind.String => double.TryParse(
            value.GetString()!.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? (number, null, null)
                : (null, "float_parsing", $"{NotANumber}, unable to parse string as a number"),
        _ => (null, "float_type", NotANumber),
    };

    public static bool? ReadBoolean(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when value.GetDouble() is 0 or 1 => value.GetDouble() == 1,
        JsonValueKind.String => value.GetString()!.ToUpperInvariant() switch
        {
            "1" or "T" or "TRUE" or "Y" or "YES" or "ON" => true,
            "0" or "F" or "FALSE" or "N" or "NO" or "OFF" => false,
            _ => null,
        },
        _ => null,
    };

    private static (BigInteger? Integer, string? Type, string? Message) FromNumber(JsonElement value)
    {
        var raw = value.GetRawText();
        if (!raw.AsSpan().ContainsAny(".eE"))
        {
            return raw.Length > MostDigits ? TooLong() : (BigInteger.Parse(raw, CultureInfo.InvariantCulture), null, null);
        }

        var number = value.GetDouble();
        return !double.IsFinite(number) ? (null, "finite_number", "Input should be a finite number")
            : Math.Floor(number) != number
                ? (null, "int_from_float", $"{NotAnInteger}, got a number with a fractional part")
                : (new BigInteger(number), null, null);
    }

    private static (BigInteger? Integer, string? Type, string? Message) FromText(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var isWhole = point <= 0 || text.AsSpan(point + 1).TrimEnd('0').IsEmpty;
        var digits = (isWhole && point > 0 ? text[..point] : text).Replace("_", "", StringComparison.Ordinal);
        return digits.Length > MostDigits ? TooLong()
            : BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
                ? (integer, null, null)
                : (null, "int_parsing", $"{NotAnInteger}, unable to parse string as an integer");
    }

    private static (BigInteger? Integer, string? Type, string? Message) TooLong() =>
        (null, "int_parsing_size", "Unable to parse input string as an integer, exceeded maximum size");
}
