using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Emulator.Tests.DeepSeek.Chat.Schemas;

/// <summary>Says what of a value does not fit a JSON Schema, written apart from what makes such values.</summary>
internal sealed class SchemaVerdict(JsonNode root)
{
    /// <summary>The first thing that does not fit; <see langword="null"/> when all does.</summary>
    public string? Of(JsonNode? value, JsonNode schema)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            return Of(value, reference.Split('/').Skip(1).Aggregate(root, (at, step) => at[step]!));
        }

        if (schema["enum"] is JsonArray options && !options.Any(option => JsonNode.DeepEquals(option, value)))
        {
            return $"{value?.ToJsonString()} is not in the enum";
        }

        if (schema.AsObject().TryGetPropertyValue("const", out var constant) && !JsonNode.DeepEquals(constant, value))
        {
            return $"{value?.ToJsonString()} is not the const";
        }

        if ((schema["anyOf"] ?? schema["oneOf"]) is JsonArray branches && branches.All(branch => Of(value, branch!) is not null))
        {
            return $"{value?.ToJsonString()} fits no branch";
        }

        return OfType(value, schema) ?? value switch
        {
            JsonObject map => OfObject(map, schema),
            JsonArray list => OfArray(list, schema),
            JsonValue one when one.GetValueKind() is System.Text.Json.JsonValueKind.Number => OfNumber(Number(one), schema),
            JsonValue one when one.GetValueKind() is System.Text.Json.JsonValueKind.String => OfText((string)one!, schema),
            _ => null,
        };
    }

    private static string? OfType(JsonNode? value, JsonNode schema)
    {
        string[] types = schema["type"] switch { null => [], JsonArray several => [.. several.Select(one => (string)one!)], var one => [(string)one!] };
        var kind = value?.GetValueKind() switch
        {
            null or System.Text.Json.JsonValueKind.Null => "null",
            System.Text.Json.JsonValueKind.Object => "object",
            System.Text.Json.JsonValueKind.Array => "array",
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => "number",
            _ => "boolean",
        };
        var isWhole = kind is "number" && Number(value!) == Math.Floor(Number(value!));
        return types.Length == 0 || types.Contains(kind) || (isWhole && types.Contains("integer")) ? null : $"{kind} is not {string.Join(" or ", types)}";
    }

    private string? OfObject(JsonObject map, JsonNode schema)
    {
        var missing = (schema["required"] as JsonArray ?? []).Select(name => (string)name!).FirstOrDefault(name => !map.ContainsKey(name));
        if (missing is not null)
        {
            return $"{missing} is missing";
        }

        foreach (var (name, member) in map)
        {
            if (schema["properties"]?[name] is { } known)
            {
                if (Of(member, known) is { } problem)
                {
                    return $"{name}: {problem}";
                }
            }
            else if (schema["additionalProperties"] is JsonValue more && !(bool)more)
            {
                return $"{name} is one too many";
            }
        }

        return null;
    }

    private string? OfArray(JsonArray list, JsonNode schema)
    {
        if (list.Count < ((int?)schema["minItems"] ?? 0) || list.Count > ((int?)schema["maxItems"] ?? int.MaxValue))
        {
            return $"{list.Count} items";
        }

        return schema["items"] is { } item ? list.Select(one => Of(one, item)).FirstOrDefault(problem => problem is not null) : null;
    }

    private static string? OfNumber(double number, JsonNode schema)
    {
        var fits = number >= (Bound("minimum") ?? double.MinValue) && number <= (Bound("maximum") ?? double.MaxValue)
            && !(number <= Bound("exclusiveMinimum")) && !(number >= Bound("exclusiveMaximum"))
            && (Bound("multipleOf") is not { } step || Math.Abs((number / step) - Math.Round(number / step)) < 1e-6);
        return fits ? null : string.Create(CultureInfo.InvariantCulture, $"{number} is out of range");

        double? Bound(string name) => schema[name] is { } bound ? Number(bound) : null;
    }

    private static string? OfText(string text, JsonNode schema) =>
        (schema["pattern"] is { } pattern && !Regex.IsMatch(text, (string)pattern!, RegexOptions.None, TimeSpan.FromSeconds(1)))
            || text.Length < ((int?)schema["minLength"] ?? 0) || text.Length > ((int?)schema["maxLength"] ?? int.MaxValue)
            ? $"\"{text}\" does not fit"
            : null;

    private static double Number(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
}
