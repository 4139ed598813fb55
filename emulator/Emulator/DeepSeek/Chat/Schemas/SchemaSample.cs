using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Emulator.DeepSeek.Chat.Schemas;

/// <summary>Makes a value that fits a JSON Schema, as far as the schema says what fits.</summary>
/// <param name="root">The schema, to which its references point.</param>
/// <param name="seed">Decides every choice.</param>
/// <param name="hints">What the user's words offer to fill in.</param>
internal sealed class SchemaSample(JsonElement root, ulong seed, PromptHints hints)
{
    /// <summary>From here on whatever may be left out is, so that recursion ends.</summary>
    private const int Deep = 5;

    private const int MostDepth = 40;
    private const int MostValues = 2000;
    private const int MostItems = 100;
    private const int MostTries = 20;

    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(50);

    private readonly ValueDraws _draws = new(seed);
    private SampleText? _text;
    private int _values;

    private SampleText Texts => _text ??= new SampleText(_draws, hints);

    /// <summary>The arguments of a call: an object, whatever the schema says.</summary>
    public JsonObject Arguments() => Value(root, "", 0) as JsonObject ?? [];

    /// <summary>Any value that fits.</summary>
    public JsonNode? Value() => Value(root, "", 0);

    private JsonNode? Value(JsonElement schema, string name, int depth)
    {
        if (schema.ValueKind is not JsonValueKind.Object)
        {
            return Texts.For(name);
        }

        if (depth > MostDepth || ++_values > MostValues)
        {
            return null;
        }

        if (schema.TryGetProperty("$ref"u8, out var reference) && reference.ValueKind is JsonValueKind.String)
        {
            return JsonPointer.Find(root, reference.GetString()!) is { } target ? Value(target, name, depth + 1) : null;
        }

        if (schema.TryGetProperty("const"u8, out var constant))
        {
            return Copy(constant);
        }

        return List(schema, "enum") is { Count: > 0 } options ? Option(options)
            : Branches(schema) is { Count: > 0 } branches ? Branch(schema, branches, name, depth)
            : OfType(schema, name, depth);
    }

    private JsonNode? OfType(JsonElement schema, string name, int depth) => TypeOf(schema) switch
    {
        "object" => Object(schema, depth),
        "array" => Array(schema, name, depth),
        "integer" => Number(schema, isWhole: true),
        "number" => Number(schema, isWhole: false),
        "boolean" => _draws.Below(2) == 1,
        "null" => null,
        _ => Text(schema, name),
    };

    /// <summary>The option that the user names, or any.</summary>
    private JsonNode? Option(IReadOnlyList<JsonElement> options)
    {
        var named = options.FirstOrDefault(option => option.ValueKind is JsonValueKind.String
            && option.GetString() is { Length: > 1 } text && hints.Text.Contains(text, StringComparison.OrdinalIgnoreCase));
        return Copy(named.ValueKind is JsonValueKind.Undefined ? _draws.Pick(options) : named);
    }

    /// <summary>One of several schemas, with what the schema around them says, too; deep down the one that ends soonest.</summary>
    private JsonNode? Branch(JsonElement schema, IReadOnlyList<JsonElement> branches, string name, int depth)
    {
        var simple = branches.FirstOrDefault(branch => branch.ValueKind is JsonValueKind.Object && TypeOf(branch) is not ("object" or "array")
            && !branch.TryGetProperty("$ref"u8, out _));
        var chosen = depth >= Deep && simple.ValueKind is JsonValueKind.Object ? simple
            : branches.Count > 1 && TypeOf(branches[0]) is "null" ? branches[1]
            : branches[depth >= Deep ? 0 : _draws.Below(branches.Count(branch => TypeOf(branch) is not "null"))];
        var value = Value(chosen, name, depth + 1);
        if (value is JsonObject part && schema.TryGetProperty("properties"u8, out _) && Object(schema, depth) is { } rest)
        {
            foreach (var (key, member) in rest.ToArray())
            {
                rest.Remove(key);
                part[key] ??= member;
            }
        }

        return value;
    }

    private JsonObject Object(JsonElement schema, int depth)
    {
        JsonObject made = [];
        var required = List(schema, "required").Where(one => one.ValueKind is JsonValueKind.String)
            .Select(one => one.GetString()!).ToHashSet(StringComparer.Ordinal);
        foreach (var part in List(schema, "allOf"))
        {
            if (Value(part, "", depth + 1) is JsonObject more)
            {
                Move(more, made);
            }
        }

        if (schema.TryGetProperty("properties"u8, out var properties) && properties.ValueKind is JsonValueKind.Object)
        {
            foreach (var property in properties.EnumerateObject())
            {
                // What is optional is given or left out by chance; the first is always given where nothing is required.
                var isGiven = required.Contains(property.Name)
                    || (depth < Deep && ((required.Count == 0 && made.Count == 0) || _draws.Below(2) == 0));
                if (isGiven)
                {
                    made[property.Name] = Value(property.Value, property.Name, depth + 1);
                }
            }
        }

        foreach (var name in required.Where(name => !made.ContainsKey(name)))
        {
            made[name] = Texts.For(name);
        }

        return made;
    }

    private static void Move(JsonObject from, JsonObject to)
    {
        foreach (var (key, member) in from.ToArray())
        {
            from.Remove(key);
            to[key] = member;
        }
    }

    private JsonArray Array(JsonElement schema, string name, int depth)
    {
        var least = (int)Math.Clamp(Bound(schema, "minItems") ?? 0, 0, MostItems);
        var most = (int)Math.Clamp(Bound(schema, "maxItems") ?? least + 2, least, MostItems);
        var count = depth >= Deep ? least : Math.Clamp(_draws.Below(3) + 1, least, Math.Max(least, Math.Min(most, least + 3)));
        JsonArray made = [];
        var prefix = List(schema, "prefixItems");
        var item = schema.TryGetProperty("items"u8, out var items) ? items : default;
        var isUnique = schema.TryGetProperty("uniqueItems"u8, out var unique) && unique.ValueKind is JsonValueKind.True;
        for (var tries = 0; made.Count < Math.Max(count, Math.Min(prefix.Count, most)) && tries < count + prefix.Count + MostTries; tries++)
        {
            var value = Value(made.Count < prefix.Count ? prefix[made.Count] : item, name, depth + 1);
            if (!isUnique || !made.Any(one => JsonNode.DeepEquals(one, value)))
            {
                made.Add(value);
            }
        }

        return made;
    }

    private JsonNode Number(JsonElement schema, bool isWhole)
    {
        var range = NumberRange.Of(schema, isWhole);
        var asked = hints.Numbers.FirstOrDefault(range.Fits, double.NaN);
        var number = double.IsNaN(asked) ? range.Draw(_draws) : asked;
        number = double.IsFinite(number) ? number : 0;
        return Math.Abs(number) < 1e15 && number == Math.Floor(number) ? (long)number : number;
    }

    private JsonNode Text(JsonElement schema, string name)
    {
        if (Word(schema, "pattern") is { } pattern && OfPattern(pattern) is { } fitting)
        {
            return fitting;
        }

        if (Word(schema, "format") is { } format && Texts.OfFormat(format) is { } formatted)
        {
            return formatted;
        }

        var text = Texts.For(name);
        var most = (int)Math.Clamp(Bound(schema, "maxLength") ?? int.MaxValue, 0, int.MaxValue);
        var least = (int)Math.Clamp(Bound(schema, "minLength") ?? 0, 0, 10_000);
        text = text.Length > most ? text[..most] : text;
        return text.Length < least ? text.PadRight(least, 'a') : text;
    }

    private string? OfPattern(string pattern)
    {
        if (pattern.Length > PatternSample.LongestPattern)
        {
            return null;
        }

        try
        {
            Regex expected = new(pattern, RegexOptions.CultureInvariant, LongestMatch);
            return Enumerable.Range(0, MostTries).Select(_ => PatternSample.Make(pattern, _draws)).FirstOrDefault(text => expected.IsMatch(text));
        }
        catch (Exception wrong) when (wrong is ArgumentException or RegexMatchTimeoutException)
        {
            // No pattern, or one that takes too long: the text is as if there were none.
            return null;
        }
    }

    private static string? TypeOf(JsonElement schema)
    {
        if (schema.ValueKind is not JsonValueKind.Object || !schema.TryGetProperty("type"u8, out var type))
        {
            return schema.ValueKind is JsonValueKind.Object && schema.TryGetProperty("properties"u8, out _) ? "object"
                : schema.ValueKind is JsonValueKind.Object && schema.TryGetProperty("allOf"u8, out _) ? "object"
                : schema.ValueKind is JsonValueKind.Object && schema.TryGetProperty("items"u8, out _) ? "array"
                : null;
        }

        return type.ValueKind is JsonValueKind.Array
            ? type.EnumerateArray().Select(DeepSeekSchema.Plain).FirstOrDefault(one => one != "null") ?? "null"
            : DeepSeekSchema.Plain(type);
    }

    private static IReadOnlyList<JsonElement> Branches(JsonElement schema) =>
        List(schema, "anyOf") is { Count: > 0 } any ? any : List(schema, "oneOf");

    private static IReadOnlyList<JsonElement> List(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static string? Word(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var word) && word.ValueKind is JsonValueKind.String ? word.GetString() : null;

    private static double? Bound(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var bound) && bound.ValueKind is JsonValueKind.Number ? bound.GetDouble() : null;

    /// <summary>Of a name that stands twice the last value counts, which a node made from the element would refuse.</summary>
    private static JsonNode? Copy(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                JsonObject made = [];
                foreach (var property in value.EnumerateObject())
                {
                    made[property.Name] = Copy(property.Value);
                }

                return made;
            case JsonValueKind.Array:
                return new JsonArray([.. value.EnumerateArray().Select(Copy)]);
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            default:
                return JsonValue.Create(value.Clone());
        }
    }
}
