using System.Globalization;
using System.Text.Json;

namespace Emulator.Answers;

/// <summary>Reads one value of a request's JSON by its path: <c>messages.0.content</c>, where -1 is the last of a list.</summary>
internal static class RequestPath
{
    /// <summary>The value as text; nothing where the path leads nowhere.</summary>
    public static string TextAt(JsonElement? root, string path)
    {
        var here = root;
        foreach (var name in path.Split('.'))
        {
            here = here is { } parent ? Child(parent, name) : null;
        }

        return here switch
        {
            null or { ValueKind: JsonValueKind.Null } => "",
            { ValueKind: JsonValueKind.String } text => text.GetString() ?? "",
            { } value => value.GetRawText(),
        };
    }

    private static JsonElement? Child(JsonElement parent, string name) => parent.ValueKind switch
    {
        JsonValueKind.Object when parent.TryGetProperty(name, out var child) => child,
        JsonValueKind.Array when int.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) =>
            Item(parent, index < 0 ? parent.GetArrayLength() + index : index),
        _ => null,
    };

    private static JsonElement? Item(JsonElement list, int index) =>
        index >= 0 && index < list.GetArrayLength() ? list[index] : null;
}
