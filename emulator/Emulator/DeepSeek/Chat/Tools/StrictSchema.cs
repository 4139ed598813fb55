using System.Globalization;
using System.Text.Json;

namespace Emulator.DeepSeek.Chat.Tools;

/// <summary>
/// Checks the schemas of strict tools against what the provider documents to support. That it refuses the others is documented;
/// its words are not known, so they are chosen.
/// </summary>
internal sealed class StrictSchema
{
    private const int MostDepth = 64;

    private static readonly string[] Types = ["object", "string", "number", "integer", "boolean", "array"];
    private static readonly string[] Formats = ["email", "hostname", "ipv4", "ipv6", "uuid"];
    private static readonly string[] Annotations =
        ["type", "description", "title", "enum", "const", "default", "anyOf", "$ref", "$defs", "$def", "definitions", "$schema", "$id", "examples"];

    private static readonly Dictionary<string, string[]> Keywords = new(StringComparer.Ordinal)
    {
        ["object"] = ["properties", "required", "additionalProperties"],
        ["string"] = ["pattern", "format"],
        ["number"] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
        ["integer"] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
        ["boolean"] = [],
        ["array"] = ["items"],
    };

    private readonly JsonElement _root;

    private StrictSchema(JsonElement root) => _root = root;

    /// <summary>What is wrong with tools of which one at least is strict; <see langword="null"/> for nothing.</summary>
    public static string? ComplaintAbout(IReadOnlyList<DeepSeekTool> tools)
    {
        foreach (var tool in tools)
        {
            if (!tool.IsStrict)
            {
                return $"In strict mode every function must have 'strict': true, but '{tool.Name}' has not.";
            }

            if (tool.Parameters is { } parameters && new StrictSchema(parameters).ProblemIn(parameters, "parameters", 0) is { } problem)
            {
                return $"Invalid schema for function '{tool.Name}' in strict mode: {problem}.";
            }
        }

        return null;
    }

    private string? ProblemIn(JsonElement schema, string path, int depth)
    {
        if (schema.ValueKind is not JsonValueKind.Object || depth > MostDepth)
        {
            return depth > MostDepth ? $"{path} is nested too deeply" : $"{path} must be an object";
        }

        return ProblemOfReference(schema, path)
            ?? ProblemOfKeywords(schema, path)
            ?? ProblemOfObject(schema, path)
            ?? Children(schema, path).Select(child => ProblemIn(child.Schema, child.Path, depth + 1)).FirstOrDefault(problem => problem is not null);
    }

    private string? ProblemOfReference(JsonElement schema, string path) =>
        schema.TryGetProperty("$ref"u8, out var reference)
            && (reference.ValueKind is not JsonValueKind.String || Schemas.JsonPointer.Find(_root, reference.GetString()!) is null)
            ? $"{path}.$ref does not point into the schema"
            : null;

    private static string? ProblemOfKeywords(JsonElement schema, string path)
    {
        var type = TypeOf(schema);
        if (type is null)
        {
            return HasAny(schema, "anyOf", "$ref", "enum", "const") ? null : $"{path} has no type";
        }

        if (!Types.Contains(type))
        {
            return $"the type '{type}' of {path} is not supported";
        }

        var wrong = schema.EnumerateObject().Select(property => property.Name)
            .FirstOrDefault(name => !Annotations.Contains(name) && !Keywords[type].Contains(name));
        if (wrong is not null)
        {
            return $"'{wrong}' of {path} is not supported";
        }

        return schema.TryGetProperty("format"u8, out var format) && !Formats.Contains(DeepSeekSchema.Plain(format))
            ? $"the format '{DeepSeekSchema.Plain(format)}' of {path} is not supported"
            : null;
    }

    private static string? ProblemOfObject(JsonElement schema, string path)
    {
        if (TypeOf(schema) is not "object")
        {
            return null;
        }

        if (!schema.TryGetProperty("additionalProperties"u8, out var more) || more.ValueKind is not JsonValueKind.False)
        {
            return $"'additionalProperties' of {path} must be false";
        }

        var required = schema.TryGetProperty("required"u8, out var list) && list.ValueKind is JsonValueKind.Array
            ? list.EnumerateArray().Select(DeepSeekSchema.Plain).ToHashSet(StringComparer.Ordinal)
            : [];
        var forgotten = Properties(schema, "properties").FirstOrDefault(property => !required.Contains(property.Name)).Name;
        return forgotten is null ? null : $"'required' of {path} must have every property, but '{forgotten}' is missing";
    }

    private static IEnumerable<(JsonElement Schema, string Path)> Children(JsonElement schema, string path)
    {
        foreach (var holder in (string[])["properties", "$defs", "$def", "definitions"])
        {
            foreach (var (name, child) in Properties(schema, holder))
            {
                yield return (child, $"{path}.{holder}.{name}");
            }
        }

        if (schema.TryGetProperty("items"u8, out var items))
        {
            yield return (items, $"{path}.items");
        }

        if (schema.TryGetProperty("anyOf"u8, out var branches) && branches.ValueKind is JsonValueKind.Array)
        {
            foreach (var (index, branch) in branches.EnumerateArray().Index())
            {
                yield return (branch, string.Create(CultureInfo.InvariantCulture, $"{path}.anyOf[{index}]"));
            }
        }
    }

    private static IEnumerable<(string Name, JsonElement Schema)> Properties(JsonElement schema, string holder) =>
        schema.TryGetProperty(holder, out var properties) && properties.ValueKind is JsonValueKind.Object
            ? properties.EnumerateObject().Select(property => (property.Name, property.Value))
            : [];

    private static string? TypeOf(JsonElement schema) =>
        schema.TryGetProperty("type"u8, out var type) ? DeepSeekSchema.Plain(type) : null;

    private static bool HasAny(JsonElement schema, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (schema.TryGetProperty(name, out _))
            {
                return true;
            }
        }

        return false;
    }
}
