using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;

namespace ScenarioFile;

/// <summary>Writes the JSON Schema of scenario files from the same types that the binder fills, for editors.</summary>
internal sealed class SectionSchema
{
    private readonly HashSet<Type> _open = [];
    private readonly HashSet<Type> _recursive = [];

    private SectionSchema()
    {
    }

    /// <summary>The whole file: the heading's keys and the sections beside each other.</summary>
    public static JsonObject OfFile(IReadOnlyDictionary<string, Type> sections)
    {
        SectionSchema schema = new();
        var file = schema.Of(typeof(ScenarioHeading));
        foreach (var (name, type) in sections)
        {
            file["properties"]!.AsObject().Add(name, schema.Of(type));
        }

        file.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        file.Insert(1, "title", "Scenario file, version 1");
        if (schema._recursive.Count > 0)
        {
            file["$defs"] = new JsonObject(schema._recursive.OrderBy(type => type.Name, StringComparer.Ordinal).ToList()
                .Select(type => KeyValuePair.Create<string, JsonNode?>(type.Name, schema.Of(type))));
        }

        return file;
    }

    /// <summary>A part that an owner's types carry as JSON, described by the type that it is bound to in the end.</summary>
    public static JsonObject OfPart(Type type, string description)
    {
        var part = new SectionSchema().Of(type);
        part.Insert(0, "description", description);
        return part;
    }

    private JsonObject Of(Type type)
    {
        var shape = SectionShape.Of(type);
        return shape.Kind switch
        {
            SectionShapeKind.Boolean => new JsonObject { ["type"] = "boolean" },
            SectionShapeKind.Integer => new JsonObject { ["type"] = "integer" },
            SectionShapeKind.Number => new JsonObject { ["type"] = "number" },
            SectionShapeKind.Duration => new JsonObject
            {
                ["type"] = "string",
                ["pattern"] = @"^\d+(\.\d+)?(us|ms|s|m|h|d)$",
            },
            SectionShapeKind.Choice => new JsonObject
            {
                ["enum"] = new JsonArray([.. shape.Choices.Keys.Select(name => JsonValue.Create(name))]),
            },
            SectionShapeKind.List => new JsonObject { ["type"] = "array", ["items"] = Of(shape.Element!) },
            SectionShapeKind.Map => new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(shape.Element!) },
            SectionShapeKind.Record when shape.HasShortForm => new JsonObject
            {
                ["anyOf"] = new JsonArray(ShortForm(), Record(shape)),
            },
            SectionShapeKind.Record => Record(shape),
            SectionShapeKind.Json => [],
            SectionShapeKind.Parsed => ShortForm(),
            _ => new JsonObject { ["type"] = "string" },
        };
    }

    private static JsonObject ShortForm() => new() { ["type"] = new JsonArray("string", "number", "integer", "boolean") };

    private JsonObject Record(SectionShape shape)
    {
        if (!_open.Add(shape.Type))
        {
            // A record inside itself: written once under $defs, and named here.
            _recursive.Add(shape.Type);
            return new JsonObject { ["$ref"] = $"#/$defs/{shape.Type.Name}" };
        }

        JsonObject properties = [];
        foreach (var (name, property) in shape.Properties)
        {
            properties.Add(name, Property(property));
        }

        _open.Remove(shape.Type);
        JsonObject record = new()
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        var required = shape.Properties.Where(pair => pair.Value.IsRequired).Select(pair => pair.Key).ToArray();
        if (required.Length > 0)
        {
            record["required"] = new JsonArray([.. required.Select(name => JsonValue.Create(name))]);
        }

        return record;
    }

    private JsonObject Property(SectionProperty property)
    {
        var schema = Of(property.Property.PropertyType);
        if (property.Property.GetCustomAttribute<DescriptionAttribute>() is { } description)
        {
            schema.Insert(0, "description", description.Description);
        }

        if (property.Property.GetCustomAttribute<RangeAttribute>() is { OperandType.IsPrimitive: true } range)
        {
            schema["minimum"] = JsonNode.Parse(FormattableString.Invariant($"{range.Minimum}"));
            if (range.Maximum is not (double.MaxValue or int.MaxValue or long.MaxValue))
            {
                schema["maximum"] = JsonNode.Parse(FormattableString.Invariant($"{range.Maximum}"));
            }
        }

        return schema;
    }
}
