using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emulator.DeepSeek.Chat.Schemas;

/// <summary>Makes JSON of the shape of an example: the same keys, values of the same kinds.</summary>
internal sealed class ExampleShape(ulong seed, PromptHints hints)
{
    private const int MostOptions = 32;

    private readonly ValueDraws _draws = new(seed);
    private SampleText? _text;

    private SampleText Texts => _text ??= new SampleText(_draws, hints);

    public JsonNode? Like(JsonElement example, string name = "") => example.ValueKind switch
    {
        JsonValueKind.Object => Object(example),
        JsonValueKind.Array => new JsonArray([.. example.EnumerateArray().Take(MostOptions).Select(item => Like(item, name))]),
        JsonValueKind.String => Text(example.GetString()!, name),
        JsonValueKind.Number => Number(example),
        JsonValueKind.True or JsonValueKind.False => _draws.Below(2) == 1,
        _ => null,
    };

    private JsonObject Object(JsonElement example)
    {
        JsonObject made = [];
        foreach (var property in example.EnumerateObject())
        {
            made[property.Name] = Like(property.Value, property.Name);
        }

        return made;
    }

    /// <summary>An example such as <c>positive|negative</c> offers a choice; one such as <c>integer</c> names a kind.</summary>
    private JsonNode Text(string example, string name)
    {
        var options = example.Trim('<', '>', ' ').Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return options.Length is > 1 and <= MostOptions ? _draws.Pick(options) : example.Trim('<', '>', ' ').ToLowerInvariant() switch
        {
            "integer" or "int" => _draws.Below(100) + 1,
            "number" or "float" => _draws.Below(1000) / 10.0,
            "boolean" or "bool" => _draws.Below(2) == 1,
            _ => Texts.For(name),
        };
    }

    private JsonNode Number(JsonElement example)
    {
        var size = Math.Abs(example.GetDouble());
        return example.TryGetInt64(out _)
            ? _draws.Below((int)Math.Clamp(size * 2, 10, 1_000_000)) + 1
            : Math.Round(_draws.Fraction() * (size <= 1 ? 1 : Math.Min(size * 2, 1e9)), 2);
    }
}
