using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Emulator.Runs;

namespace Emulator.Control;

/// <summary>Describes what can be asked of the emulator itself, made from the list that is served.</summary>
internal static partial class DescriptionControl
{
    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("GET", "/__emulator", "What there is here, in a few words.", call => call.AnswerAsync(Overview())),
        new("GET", "/__emulator/openapi.json", "This description, as OpenAPI 3.1.", call => call.AnswerAsync(Describe())),
    ];

    private static JsonObject Overview() => new(ControlCatalogue.Operations.Select(operation =>
        KeyValuePair.Create<string, JsonNode?>($"{operation.Method} {operation.Path}", operation.Summary)));

    private static JsonObject Describe()
    {
        JsonObject paths = [];
        foreach (var path in ControlCatalogue.Operations.GroupBy(operation => operation.Path))
        {
            paths[path.Key] = new JsonObject(path.Select(operation =>
                KeyValuePair.Create<string, JsonNode?>(operation.Method.ToLowerInvariant(), Describe(operation))));
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "The emulator's control API", ["version"] = "1" },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject
                {
                    ["Problem"] = new JsonObject
                    {
                        ["type"] = "object",
                        ["required"] = new JsonArray("error"),
                        ["properties"] = new JsonObject { ["error"] = new JsonObject { ["type"] = "string", ["description"] = "What was wrong and what to do, in one sentence." } },
                    },
                },
            },
        };
    }

    private static JsonObject Describe(ControlOperation operation)
    {
        JsonObject described = new()
        {
            ["operationId"] = OperationId(operation),
            ["summary"] = operation.Summary,
            ["parameters"] = new JsonArray([.. ParametersOf(operation)]),
            ["responses"] = new JsonObject
            {
                ["2XX"] = new JsonObject { ["description"] = "It was done.", ["content"] = new JsonObject { [operation.Answers] = new JsonObject() } },
                ["4XX"] = new JsonObject
                {
                    ["description"] = "It was not done.",
                    ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" } } },
                },
            },
        };
        if (operation.BodyExample is { } example)
        {
            var shown = example.StartsWith('{') ? JsonNode.Parse(example)! : (JsonNode)JsonValue.Create(example);
            described["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = new JsonObject { [operation.Takes ?? (example.StartsWith('{') ? "application/json" : "application/yaml")] = new JsonObject { ["example"] = shown } },
            };
        }

        return described;
    }

    private static IEnumerable<JsonObject> ParametersOf(ControlOperation operation) =>
    [
        Parameter(RequestedRun.Header, "header", "The run that is meant; without it, the one of all requests that send none."),
        .. Places().Matches(operation.Path).Select(place => Parameter(place.Groups[1].Value, "path", "Which one.", isRequired: true)),
        .. operation.Query.Select(query => Parameter(query.Key, "query", query.Value)),
    ];

    private static JsonObject Parameter(string name, string place, string meaning, bool isRequired = false) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = isRequired,
        ["description"] = meaning,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static string OperationId(ControlOperation operation) =>
        operation.Method.ToLowerInvariant() + string.Concat(
            operation.Path.Split(['/', '{', '}', '.', '_'], StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Places();
}
