using System.Text;
using System.Text.Json;
using Emulator.NanoBanana.Gemini.Errors;

namespace Emulator.NanoBanana.Gemini.Requests;

/// <summary>Fields of a request, which may be in camel case or in snake case, and the complaint about those that do not exist.</summary>
internal static class GeminiFields
{
    /// <summary>A field by its name in snake case; an explicit null counts as absent.</summary>
    public static bool TryGet(JsonElement parent, string snake, out JsonElement value)
    {
        value = default;
        return parent.ValueKind is JsonValueKind.Object
            && (parent.TryGetProperty(Camel(snake), out value) || parent.TryGetProperty(snake, out value))
            && value.ValueKind is not JsonValueKind.Null;
    }

    /// <summary>The text of a field; <see langword="null"/> when there is none.</summary>
    /// <exception cref="GeminiRefusedException">It is no text.</exception>
    public static string? Text(JsonElement parent, string snake) =>
        !TryGet(parent, snake, out var value) ? null
        : value.ValueKind is JsonValueKind.String ? value.GetString()
        : throw new GeminiRefusedException(GeminiErrors.Invalid);

    public static bool Flag(JsonElement parent, string snake) =>
        TryGet(parent, snake, out var value)
        && (value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw new GeminiRefusedException(GeminiErrors.Invalid));

    /// <summary>A list's items, or the one object that stands in its place.</summary>
    /// <exception cref="GeminiRefusedException">Something is no object.</exception>
    public static IReadOnlyList<JsonElement> Objects(JsonElement parent, string snake)
    {
        if (!TryGet(parent, snake, out var value))
        {
            return [];
        }

        JsonElement[] items = value.ValueKind is JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        return items.All(item => item.ValueKind is JsonValueKind.Object) ? items : throw new GeminiRefusedException(GeminiErrors.Invalid);
    }

    /// <summary>The complaint about every name that the schema does not have; <see langword="null"/> when it has all.</summary>
    public static GeminiError? UnknownIn(JsonElement body, GeminiSchema schema)
    {
        List<(string Field, string Description)> unknown = [];
        Collect(body, schema, "", unknown);
        return unknown.Count == 0 ? null : new GeminiError(400, "INVALID_ARGUMENT", string.Join('\n', unknown.Select(one => one.Description)))
        {
            Details = [GeminiDetails.BadRequest(unknown)],
        };
    }

    private static void Collect(JsonElement element, GeminiSchema schema, string path, List<(string Field, string Description)> unknown)
    {
        if (schema.IsOpen)
        {
            return;
        }

        if (element.ValueKind is JsonValueKind.Array)
        {
            foreach (var (index, item) in element.EnumerateArray().Index())
            {
                Collect(item, schema, $"{path}[{index}]", unknown);
            }
        }
        else if (element.ValueKind is JsonValueKind.Object)
        {
            foreach (var field in element.EnumerateObject())
            {
                var snake = Snake(field.Name);
                if (snake is not null && schema.Field(snake) is { } below)
                {
                    Collect(field.Value, below, path.Length == 0 ? snake : $"{path}.{snake}", unknown);
                }
                else
                {
                    var place = path.Length == 0 ? "" : $" at '{path}'";
                    unknown.Add((path, $"Invalid JSON payload received. Unknown name \"{field.Name}\"{place}: Cannot find field."));
                }
            }
        }
    }

    /// <summary>The name in snake case; <see langword="null"/> for one that mixes both.</summary>
    private static string? Snake(string name)
    {
        if (!name.Any(char.IsAsciiLetterUpper))
        {
            return name;
        }

        if (name.Contains('_', StringComparison.Ordinal) || char.IsAsciiLetterUpper(name[0]))
        {
            return null;
        }

        StringBuilder snake = new(name.Length + 4);
        foreach (var letter in name)
        {
            _ = char.IsAsciiLetterUpper(letter) ? snake.Append('_').Append(char.ToLowerInvariant(letter)) : snake.Append(letter);
        }

        return snake.ToString();
    }

    private static string Camel(string snake)
    {
        if (!snake.Contains('_', StringComparison.Ordinal))
        {
            return snake;
        }

        StringBuilder camel = new(snake.Length);
        for (var index = 0; index < snake.Length; index++)
        {
            camel.Append(snake[index] == '_' ? char.ToUpperInvariant(snake[++index]) : snake[index]);
        }

        return camel.ToString();
    }
}
