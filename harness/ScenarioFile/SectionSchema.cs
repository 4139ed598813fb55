using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;

namespace ScenarioFile;

/// <summary>Writes the JSON Schema of a section from the same types that the binder fills, for editors.</summary>
internal static class SectionSchema
{
    public static JsonObject Of(Type type)
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
            _ => new JsonObject { ["type"] = "string" },
        };
    }

    /// <summary>The whole file: the heading's keys and the sections beside each other.</summary>
    public static JsonObject OfFile(IReadOnlyDictionary<string, Type> sections)
    {
        var file = Of(typeof(ScenarioHeading));
        foreach (var (name, type) in sections)
        {
            file["properties"]!.AsObject().Add(name, Of(type));
        }

        file.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        file.Insert(1, "title", "Scenario file, version 1");
        return file;
    }

    private static JsonObject ShortForm() => new() { ["type"] = new JsonArray("string", "number", "integer", "boolean") };

    private static JsonObject Record(SectionShape shape)
    {
        JsonObject properties = [];
        foreach (var (name, property) in shape.Properties)
        {
            properties.Add(name, Property(property));
        }

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

    private static JsonObject Property(SectionProperty property)
    {
        var schema = Of(property.Property.PropertyType);
        if (property.Property.GetCustomAttribute<DescriptionAttribute>() is { } description)
        {
            schema.Insert(0, "description", description.Description);
        }

        if (property.Property.GetCustomAttribute<RangeAttribute>() is { OperandType.IsPrimitive: true } range)
        {
            schema["minimum"] = JsonNode.Parse($"{range.Minimum}");
            if (range.Maximum is not (double.MaxValue or int.MaxValue))
            {
                schema["maximum"] = JsonNode.Parse($"{range.Maximum}");
            }
        }

        return schema;
    }
}
