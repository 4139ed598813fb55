using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Tests.Contracts;

/// <summary>The shape of a body: paths and kinds in the order of keys, values left out.</summary>
internal static class JsonShape
{
    /// <summary>The shape of a JSON text, a line for each path.</summary>
    public static string OfJson(string text) => string.Join('\n', Lines("$", JsonNode.Parse(text)));

    /// <summary>The shapes of a stream's frames; those that follow each other and are alike are one.</summary>
    public static string OfStream(string text)
    {
        List<string> shapes = [];
        foreach (var frame in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var shape = frame.StartsWith("data: {", StringComparison.Ordinal) ? OfJson(frame[6..]) : frame;
            if (shapes.Count == 0 || shapes[^1] != shape)
            {
                shapes.Add(shape);
            }
        }

        return string.Join("\n\n", shapes);
    }

    private static IEnumerable<string> Lines(string path, JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => Lines($"{path}.{member.Key}", member.Value)).Prepend($"{path} object"),
        JsonArray list => list.SelectMany(item => Lines($"{path}[]", item)).Prepend($"{path} array"),
        _ => [$"{path} {KindOf(node)}"],
    };

    private static string KindOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        { } kind => $"{kind}",
    };
}
