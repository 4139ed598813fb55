using System.Globalization;
using System.Text.Json;

namespace ProviderClients.Calls;

/// <summary>Reads JSON whose members may be missing, null or of another kind than they should be: all of that is "not there".</summary>
internal static class JsonReading
{
    public static JsonElement? Object(this JsonElement element, string name) => Member(element, name, JsonValueKind.Object);

    public static string? Text(this JsonElement element, string name) => Member(element, name, JsonValueKind.String)?.GetString();

    /// <summary>A whole number, also one in quotation marks, as 64-bit numbers are written by some.</summary>
    public static long? Number(this JsonElement element, string name)
    {
        if (Member(element, name, JsonValueKind.Number) is { } number)
        {
            return number.TryGetInt64(out var value) ? value : null;
        }

        return long.TryParse(Text(element, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var quoted) ? quoted : null;
    }

    public static bool IsTrue(this JsonElement element, string name) => Member(element, name, JsonValueKind.True) is not null;

    /// <summary>The objects of a list.</summary>
    public static IEnumerable<JsonElement> List(this JsonElement element, string name) =>
        Member(element, name, JsonValueKind.Array) is { } list
            ? list.EnumerateArray().Where(static one => one.ValueKind is JsonValueKind.Object)
            : [];

    private static JsonElement? Member(JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;
}
