using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emulator.Answers;

/// <summary>JSON in whose texts something is filled in.</summary>
internal static class JsonTemplate
{
    public static IEnumerable<string> TextsOf(JsonNode? json) => json switch
    {
        JsonObject map => map.SelectMany(pair => TextsOf(pair.Value)),
        JsonArray list => list.SelectMany(TextsOf),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    public static JsonNode? Fill(JsonNode? json, Func<string, string> fill) => json switch
    {
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, Fill(pair.Value, fill)))),
        JsonArray list => new JsonArray([.. list.Select(item => Fill(item, fill))]),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => JsonValue.Create(fill(value.GetValue<string>())),
        null => null,
        _ => json.DeepClone(),
    };
}
