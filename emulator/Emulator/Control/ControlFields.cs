using System.Text.Json.Nodes;
using Emulator.Exchanges;
using Emulator.Runs;
using ScenarioFile;

namespace Emulator.Control;

/// <summary>Reads single values of a control body, each with a sentence for the value that cannot be.</summary>
internal static class ControlFields
{
    /// <summary>The dialect that a body names.</summary>
    /// <exception cref="ControlProblem">It names none.</exception>
    public static ServedDialect Dialect(EmulatorRun run, JsonObject body)
    {
        var name = Text(body, "dialect");
        return run.Dialects.FirstOrDefault(dialect => dialect.Name == name) ?? throw ControlProblem.Unusable(
            $"dialect says whose it is; give one of {string.Join(", ", run.Dialects.Select(dialect => dialect.Name))}");
    }

    public static string? Text(JsonObject body, string name)
    {
        if (body[name] is not { } node)
        {
            return null;
        }

        // The value itself is never repeated: it may be a key that was put in the wrong place.
        return node is JsonValue value && value.TryGetValue<string>(out var text) && !string.IsNullOrWhiteSpace(text)
            ? text
            : throw ControlProblem.Unusable($"{name} is a text; give one");
    }

    public static bool? Switch(JsonObject body, string name)
    {
        if (body[name] is not { } node)
        {
            return null;
        }

        return node is JsonValue value && value.TryGetValue<bool>(out var isOn)
            ? isOn
            : throw ControlProblem.Unusable($"{name} is true or false; give one of them");
    }

    public static decimal? Amount(JsonObject body, string name, decimal most)
    {
        if (body[name] is not { } node)
        {
            return null;
        }

        return node is JsonValue value && value.TryGetValue<decimal>(out var amount) && amount >= 0 && amount <= most
            ? amount
            : throw ControlProblem.Unusable($"{name} is a number from 0 to {most}; give one, 12.50 for example");
    }

    public static TimeSpan? Duration(JsonObject body, string name, TimeSpan longest)
    {
        if (body[name] is not { } node)
        {
            return null;
        }

        return node is JsonValue value && value.TryGetValue<string>(out var text) && ScenarioScalar.TryDuration(text, out var time) && time <= longest
            ? time
            : throw ControlProblem.Unusable(
                $"{name} is a duration from now on, of at most {longest.TotalDays:0} days, with its unit; give \"0s\" for at once, or \"10m\"");
    }
}
