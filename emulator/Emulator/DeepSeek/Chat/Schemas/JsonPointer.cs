using System.Globalization;
using System.Text.Json;

namespace Emulator.DeepSeek.Chat.Schemas;

/// <summary>Finds what a reference within a schema points to.</summary>
internal static class JsonPointer
{
    /// <summary>What <c>#</c> or <c>#/$defs/name</c> points to; <see langword="null"/> when there is nothing.</summary>
    public static JsonElement? Find(JsonElement root, string reference)
    {
        if (!reference.StartsWith('#'))
        {
            return null;
        }

        var at = root;
        foreach (var step in reference[1..].Split('/').Skip(1))
        {
            var name = Uri.UnescapeDataString(step)
                .Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (at.ValueKind is JsonValueKind.Object && at.TryGetProperty(name, out var member))
            {
                at = member;
            }
            else if (at.ValueKind is JsonValueKind.Array
                && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                return null;
            }
        }

        return at;
    }
}
