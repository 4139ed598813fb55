using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace ScenarioFile;

/// <summary>
/// Binds a part of a scenario file to a plain record, strictly: unknown keys, wrong types and values outside their
/// range are problems, and all of them are collected. What a record may hold is the list in <see cref="SectionShape"/>.
/// </summary>
internal static class SectionBinder
{
    /// <summary>Binds a node; on problems the result may be incomplete and must not be used.</summary>
    /// <param name="node">Where to read.</param>
    /// <param name="problems">Receives everything that is wrong.</param>
    /// <param name="otherKeys">Keys that are legal beside the record's own and bound elsewhere.</param>
    public static T? Bind<T>(
        ScenarioNode node, List<ScenarioProblem> problems, IReadOnlyList<string>? otherKeys = null)
        where T : class =>
        (T?)BindValue(node, typeof(T), problems, otherKeys ?? []);

    private static object? BindValue(
        ScenarioNode node, Type type, List<ScenarioProblem> problems, IReadOnlyList<string> otherKeys)
    {
        var shape = SectionShape.Of(type);
        return shape.Kind switch
        {
            SectionShapeKind.Json => JsonOf(node),
            SectionShapeKind.List => BindList(node, shape, problems),
            SectionShapeKind.Map => BindMap(node, shape, problems),
            SectionShapeKind.Record when node.Yaml is YamlScalarNode scalar && shape.HasShortForm =>
                ParseShortForm(node, scalar, shape, problems),
            SectionShapeKind.Record => BindRecord(node, shape, problems, otherKeys),
            _ => BindScalar(node, shape, problems),
        };
    }

    private static object? BindScalar(ScenarioNode node, SectionShape shape, List<ScenarioProblem> problems)
    {
        if (node.Yaml is YamlScalarNode scalar)
        {
            switch (shape.Kind)
            {
                case SectionShapeKind.Text when !ScenarioScalar.IsNull(scalar):
                    return scalar.Value;
                case SectionShapeKind.Boolean when ScenarioScalar.TryBoolean(scalar, out var boolean):
                    return boolean;
                case SectionShapeKind.Integer when ScenarioScalar.TryInteger(scalar, out var integer)
                    && SectionShape.Fits(integer, shape.Type):
                    return Convert.ChangeType(integer, shape.Type, CultureInfo.InvariantCulture);
                case SectionShapeKind.Number when ScenarioScalar.TryNumber(scalar, out var number):
                    return Convert.ChangeType(number, shape.Type, CultureInfo.InvariantCulture);
                case SectionShapeKind.Duration when ScenarioScalar.TryDuration(scalar.Value, out var duration):
                    return duration;
                case SectionShapeKind.Choice when shape.Choices.TryGetValue(scalar.Value ?? "", out var choice):
                    return choice;
                case SectionShapeKind.Parsed:
                    return ParseShortForm(node, scalar, shape, problems);
                default:
                    break;
            }
        }

        problems.Add(node.Problem($"expected {shape.Expected}, but found {node.Describe()}", shape.Remedy));
        return null;
    }

    private static object? ParseShortForm(
        ScenarioNode node, YamlScalarNode scalar, SectionShape shape, List<ScenarioProblem> problems)
    {
        try
        {
            return shape.Parse(scalar.Value ?? "");
        }
        catch (FormatException e)
        {
            problems.Add(node.Problem(
                $"{ScenarioScalar.Describe(scalar)} cannot be read", e.Message.TrimEnd('.')));
            return null;
        }
    }

    private static IList? BindList(ScenarioNode node, SectionShape shape, List<ScenarioProblem> problems)
    {
        if (node.Yaml is not YamlSequenceNode sequence)
        {
            problems.Add(node.Problem($"expected a list, but found {node.Describe()}", "start each item with - "));
            return null;
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(shape.Element!))!;
        foreach (var (index, item) in sequence.Children.Index())
        {
            if (BindValue(node.Item(index, item), shape.Element!, problems, []) is { } value)
            {
                list.Add(value);
            }
        }

        return list;
    }

    private static IDictionary? BindMap(ScenarioNode node, SectionShape shape, List<ScenarioProblem> problems)
    {
        if (node.Yaml is not YamlMappingNode mapping)
        {
            problems.Add(node.Problem($"expected a mapping, but found {node.Describe()}", "write name: value lines"));
            return null;
        }

        var map = (IDictionary)Activator.CreateInstance(
            typeof(Dictionary<,>).MakeGenericType(typeof(string), shape.Element!))!;
        foreach (var (key, item) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            var value = BindValue(node.Child(name, item), shape.Element!, problems, []);
            if (value is not null || shape.Element == typeof(JsonNode))
            {
                // The null of JSON is a value like any other.
                map.Add(name, value);
            }
        }

        return map;
    }

    private static object? BindRecord(
        ScenarioNode node, SectionShape shape, List<ScenarioProblem> problems, IReadOnlyList<string> otherKeys)
    {
        if (node.Yaml is not YamlMappingNode mapping)
        {
            problems.Add(node.Problem(
                $"expected a mapping, but found {node.Describe()}",
                $"write one or more of {string.Join(", ", shape.Properties.Keys)}"));
            return null;
        }

        var problemsBefore = problems.Count;
        var instance = Activator.CreateInstance(shape.Type, nonPublic: true)!;
        Dictionary<string, ScenarioNode> places = [];
        foreach (var (key, value) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!shape.Properties.TryGetValue(name, out var property))
            {
                problems.Add(new ScenarioNode(node.File, node.Child(name, value).Path, key).Problem(
                    $"the key {name} is not known here", KnownKeys.Suggest(name, [.. shape.Properties.Keys, .. otherKeys])));
                continue;
            }

            var place = node.Child(name, value);
            places[property.Property.Name] = place;
            BindProperty(instance, property, place, problems);
        }

        foreach (var (name, property) in shape.Properties)
        {
            if (property.IsRequired && !places.ContainsKey(property.Property.Name))
            {
                problems.Add(node.Problem($"the key {name} is missing", $"add {name}: {property.Example}"));
            }
        }

        if (problems.Count == problemsBefore)
        {
            CheckWhole(instance, node, places, problems);
        }

        return instance;
    }

    private static void BindProperty(
        object instance, SectionProperty property, ScenarioNode place, List<ScenarioProblem> problems)
    {
        if (property.AllowsNull && place.Yaml is YamlScalarNode scalar && ScenarioScalar.IsNull(scalar))
        {
            property.Property.SetValue(instance, null);
            return;
        }

        if (BindValue(place, property.Property.PropertyType, problems, []) is not { } bound)
        {
            return;
        }

        foreach (var rule in property.Property.GetCustomAttributes<ValidationAttribute>(inherit: true))
        {
            if (!rule.IsValid(bound))
            {
                problems.Add(place.Problem($"{place.Describe()} is not allowed", ValueRules.Remedy(rule)));
                return;
            }
        }

        property.Property.SetValue(instance, bound);
    }

    private static void CheckWhole(
        object instance, ScenarioNode node, Dictionary<string, ScenarioNode> places, List<ScenarioProblem> problems)
    {
        if (instance is not IValidatableObject checkable)
        {
            return;
        }

        foreach (var failure in checkable.Validate(new ValidationContext(instance)))
        {
            var place = failure.MemberNames.Select(name => places.GetValueOrDefault(name)).FirstOrDefault() ?? node;
            var (what, remedy) = ValueRules.Split(failure.ErrorMessage ?? "this cannot be");
            problems.Add(place.Problem(what, remedy));
        }
    }

    /// <summary>What stands at a place as JSON, its plain scalars as the numbers, booleans and texts that they look like.</summary>
    public static JsonNode? JsonOf(ScenarioNode node) => node.Yaml switch
    {
        YamlScalarNode scalar when ScenarioScalar.IsNull(scalar) => null,
        YamlScalarNode scalar when ScenarioScalar.TryBoolean(scalar, out var boolean) => JsonValue.Create(boolean),
        YamlScalarNode scalar when ScenarioScalar.TryInteger(scalar, out var integer) => JsonValue.Create(integer),
        YamlScalarNode scalar when ScenarioScalar.TryNumber(scalar, out var number) => JsonValue.Create(number),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select((item, i) => JsonOf(node.Item(i, item)))]),
        YamlMappingNode map => new JsonObject(map.Children.Select(pair =>
            KeyValuePair.Create($"{pair.Key}", JsonOf(node.Child($"{pair.Key}", pair.Value))))),
        _ => null,
    };
}
