using System.Text.Json;
using System.Text.Unicode;

namespace Emulator.Json;

/// <summary>
/// Finds texts of a JSON document that are none: bytes that are no UTF-8, and halves of surrogate pairs. The parser lets them
/// pass, and whoever reads such a text later meets an exception.
/// </summary>
internal static class UnicodeText
{
    private const string Half = "half a surrogate pair";

    /// <summary>What is wrong; <see langword="null"/> when every text can be read.</summary>
    public static string? ProblemIn(ReadOnlySpan<byte> utf8, JsonElement root) =>
        !Utf8.IsValid(utf8) ? "bytes that are not UTF-8"
        : MayHoldHalves(utf8) && HasHalves(root) ? Half
        : null;

    /// <summary>Only an escape can stand for half a pair: in good UTF-8 there is none.</summary>
    private static bool MayHoldHalves(ReadOnlySpan<byte> utf8) =>
        utf8.IndexOf("\\ud"u8) >= 0 || utf8.IndexOf("\\uD"u8) >= 0;

    private static bool HasHalves(JsonElement element)
    {
        try
        {
            ReadAll(element);
            return false;
        }
        catch (InvalidOperationException)
        {
            // This is how the reader says so.
            return true;
        }
    }

    private static void ReadAll(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    ReadAll(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    ReadAll(item);
                }

                break;
            case JsonValueKind.String:
                _ = element.GetString();
                break;
        }
    }
}

/// <summary>Says that a body is JSON whose texts cannot be read.</summary>
internal sealed class UnreadableTextException(string what) : JsonException($"a text holds {what}");
