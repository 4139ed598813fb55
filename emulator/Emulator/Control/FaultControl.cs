using System.Text.Json.Nodes;
using Emulator.Exchanges;
using Emulator.Faults;
using Emulator.Runs;

namespace Emulator.Control;

/// <summary>The faults of a run's scenario as switches: add one, switch it off and on, take it away.</summary>
internal static class FaultControl
{
    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("GET", "/__emulator/faults", "The faults of each dialect, and the words for all that there are.", call => call.AnswerAsync(Read(call.Run))),
        new("POST", "/__emulator/faults", "Adds a fault to a dialect; the other keys are those of a fault in a scenario.", AddAsync)
        {
            BodyExample = """{"dialect": "DeepSeek/Chat", "fault": "refuse", "status": 429, "probability": 0.3}""",
            BeginsRun = true,
        },
        new("PATCH", "/__emulator/faults", "Changes a fault, by its place in the dialect's list; enabled switches it off and on.", ChangeAsync)
        {
            BodyExample = """{"dialect": "DeepSeek/Chat", "index": 0, "enabled": false}""",
        },
        new("DELETE", "/__emulator/faults", "Takes a fault away, or without an index all faults of the dialect.", RemoveAsync)
        {
            Query = new Dictionary<string, string> { ["dialect"] = "whose fault", ["index"] = "its place in the dialect's list, counted from 0" },
        },
    ];

    private static Task AddAsync(ControlCall call)
    {
        var rule = call.BodyObject();
        var dialect = DialectIn(call.Run, TakeText(rule, "dialect"));
        return EditAsync(call, dialect, faults => faults.Add(rule), StatusCodes.Status201Created);
    }

    private static Task ChangeAsync(ControlCall call)
    {
        var patch = call.BodyObject();
        var dialect = DialectIn(call.Run, TakeText(patch, "dialect"));
        if (patch["index"] is not JsonValue value || !value.TryGetValue<int>(out var index))
        {
            throw ControlProblem.Unusable("index says which fault of the dialect is meant; give its place in the list, counted from 0");
        }

        patch.Remove("index");
        return EditAsync(call, dialect, faults => faults[IndexIn(faults, index)] = MergePatch.Apply((JsonObject)faults[index]!, patch));
    }

    private static Task RemoveAsync(ControlCall call)
    {
        var dialect = DialectIn(call.Run, call.Query("dialect"));
        if (call.Query("index") is not { } text)
        {
            return EditAsync(call, dialect, static faults => faults.Clear());
        }

        return int.TryParse(text, out var index)
            ? EditAsync(call, dialect, faults => faults.RemoveAt(IndexIn(faults, index)))
            : throw ControlProblem.Unusable($"index {text} is no whole number; give the fault's place in the list, counted from 0");
    }

    private static Task EditAsync(ControlCall call, ServedDialect dialect, Action<JsonArray> edit, int status = StatusCodes.Status200OK)
    {
        call.Run.Edit(scenario =>
        {
            var json = (JsonObject)scenario.Json.DeepClone();
            var dialects = ObjectIn(json, "dialects");
            var section = ObjectIn(dialects, dialect.Name);

            // A profile's faults would be gone with the first one of the scenario's own, so they become the scenario's.
            var faults = section["faults"] as JsonArray ?? ProfileFaults(dialect);
            section["faults"] = faults;
            edit(faults);
            return scenario.With(json, [.. call.Run.Dialects.Select(served => served.Dialect)]);
        });
        return call.AnswerAsync(Read(call.Run), status);
    }

    private static JsonArray ProfileFaults(ServedDialect dialect) => dialect.FaultRules.Count == 0
        ? []
        : throw ControlProblem.Unusable(
            $"the faults of {dialect.Name} are those of its profile; write profile: quick for it first, or put a scenario with faults of its own");

    private static JsonObject ObjectIn(JsonObject json, string key)
    {
        if (json[key] is JsonObject known)
        {
            return known;
        }

        JsonObject made = [];
        json[key] = made;
        return made;
    }

    private static int IndexIn(JsonArray faults, int index) => index >= 0 && index < faults.Count
        ? index
        : throw ControlProblem.Missing($"there is no fault {index}; the dialect has {faults.Count}, counted from 0");

    private static string? TakeText(JsonObject body, string key)
    {
        var text = body[key] is JsonValue value && value.TryGetValue<string>(out var known) ? known : null;
        body.Remove(key);
        return text;
    }

    private static ServedDialect DialectIn(EmulatorRun run, string? name) =>
        run.Dialects.FirstOrDefault(dialect => dialect.Name == name)
        ?? throw ControlProblem.Unusable(
            $"dialect says whose fault it is; give one of {string.Join(", ", run.Dialects.Select(dialect => dialect.Name))}");

    private static JsonObject Read(EmulatorRun run) => new()
    {
        ["words"] = new JsonArray([.. FaultWord.All.Select(word => JsonValue.Create(word))]),
        ["dialects"] = new JsonObject(run.Dialects.Select(dialect => KeyValuePair.Create<string, JsonNode?>(
            dialect.Name, run.Played.Scenario.Json["dialects"]?[dialect.Name]?["faults"]?.DeepClone() ?? new JsonArray()))),
    };
}
