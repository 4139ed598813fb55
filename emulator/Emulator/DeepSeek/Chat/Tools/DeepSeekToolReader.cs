using System.Text.Json;

namespace Emulator.DeepSeek.Chat.Tools;

/// <summary>Reads the tools of a request and whether they are to be called.</summary>
internal sealed class DeepSeekToolReader(DeepSeekSchema schema)
{
    private const int MostTools = 128;

    public IReadOnlyList<DeepSeekTool> ReadTools(JsonElement body)
    {
        if (!body.TryGetProperty("tools"u8, out var tools) || tools.ValueKind is JsonValueKind.Null)
        {
            return [];
        }

        return tools.ValueKind is JsonValueKind.Array
            ? [.. tools.EnumerateArray().Select((tool, index) => ReadTool(tool, ["tools", index]))]
            : throw schema.Mismatch(["tools"], tools, "a sequence");
    }

    public DeepSeekToolChoice ReadChoice(JsonElement body)
    {
        if (!body.TryGetProperty("tool_choice"u8, out var choice) || choice.ValueKind is JsonValueKind.Null)
        {
            return DeepSeekToolChoice.Auto;
        }

        if (choice.ValueKind is JsonValueKind.Object)
        {
            CheckType(choice, ["tool_choice"]);
            var function = Function(choice, ["tool_choice"]);
            return new DeepSeekToolChoice(ToolChoiceKind.Required, Name(function, ["tool_choice", "function"]));
        }

        if (choice.ValueKind is not JsonValueKind.String)
        {
            throw schema.Mismatch(["tool_choice"], choice, "a string or a map");
        }

        return choice.GetString() switch
        {
            "auto" => DeepSeekToolChoice.Auto,
            "none" => new DeepSeekToolChoice(ToolChoiceKind.None),
            "required" => new DeepSeekToolChoice(ToolChoiceKind.Required),
            var other => throw schema.Complaint(
                ["tool_choice"], ["tool_choice"], $"unknown variant `{other}`, expected one of `none`, `auto`, `required`"),
        };
    }

    /// <summary>What is wrong with tools that fit the schema. How the provider words these is not known; the words are chosen.</summary>
    public static void Check(DeepSeekWishes wishes)
    {
        if (wishes.Tools.Count > MostTools)
        {
            throw new RefusedRequestException($"Invalid 'tools': array too long. Expected at most {MostTools} tools, but got {wishes.Tools.Count}.");
        }

        foreach (var (index, tool) in wishes.Tools.Index())
        {
            if (!tool.HasValidName)
            {
                throw new RefusedRequestException(
                    $"Invalid 'tools[{index}].function.name': it must match '^[a-zA-Z0-9_-]+$' and have at most 64 characters.");
            }
        }

        var choice = wishes.ToolChoice;
        if (choice.Kind is ToolChoiceKind.Required && (choice.Name is null
            ? wishes.Tools.Count == 0
            : !wishes.Tools.Any(tool => tool.Name == choice.Name)))
        {
            throw new RefusedRequestException(choice.Name is null
                ? "'tool_choice' is 'required', but no 'tools' are specified."
                : $"'tool_choice' names the function '{choice.Name}', which is not among the 'tools'.");
        }
    }

    private DeepSeekTool ReadTool(JsonElement tool, object[] path)
    {
        if (tool.ValueKind is not JsonValueKind.Object)
        {
            throw schema.Mismatch(path, tool, "struct Tool");
        }

        CheckType(tool, path);
        var function = Function(tool, path);
        object[] place = [.. path, "function"];
        var name = Name(function, place);
        var description = Optional(function, "description") is { } text
            ? text.ValueKind is JsonValueKind.String
                ? text.GetString()!
                : throw schema.Mismatch([.. place, "description"], text, "a string")
            : "";
        var strict = Optional(function, "strict") is { } flag
            ? flag.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? flag.GetBoolean()
                : throw schema.Mismatch([.. place, "strict"], flag, "a boolean")
            : false;
        return new DeepSeekTool(name, description, Parameters(function, place), strict);
    }

    private JsonElement? Parameters(JsonElement function, object[] place) => Optional(function, "parameters") is { } parameters
        ? parameters.ValueKind is JsonValueKind.Object
            ? parameters
            : throw schema.Mismatch([.. place, "parameters"], parameters, "a map")
        : null;

    private void CheckType(JsonElement holder, object[] path)
    {
        if (!holder.TryGetProperty("type"u8, out var type))
        {
            throw schema.Missing(path, "type");
        }

        object[] place = [.. path, "type"];
        if (type.ValueKind is not JsonValueKind.String || !type.ValueEquals("function"u8))
        {
            throw schema.Complaint(place, place, $"unknown variant `{DeepSeekSchema.Plain(type)}`, expected `function`");
        }
    }

    private JsonElement Function(JsonElement holder, object[] path)
    {
        if (!holder.TryGetProperty("function"u8, out var function))
        {
            throw schema.Missing(path, "function");
        }

        return function.ValueKind is JsonValueKind.Object
            ? function
            : throw schema.Mismatch([.. path, "function"], function, "struct Function");
    }

    private string Name(JsonElement function, object[] place)
    {
        if (!function.TryGetProperty("name"u8, out var name))
        {
            throw schema.Missing(place, "name");
        }

        return name.ValueKind is JsonValueKind.String ? name.GetString()! : throw schema.Mismatch([.. place, "name"], name, "a string");
    }

    private static JsonElement? Optional(JsonElement holder, string name) =>
        holder.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
