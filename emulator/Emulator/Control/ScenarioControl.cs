using System.Globalization;
using System.Text.Json.Nodes;
using Emulator.Keys;
using Emulator.Runs;

namespace Emulator.Control;

/// <summary>Reads a run's scenario, replaces it, and changes single values of it while it is played.</summary>
internal static class ScenarioControl
{
    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("GET", "/__emulator/scenario", "The scenario that the run plays now, as one can put it back: keys and secrets are shown as fingerprints, which stand for them when they are put back.", call => call.AnswerAsync(Read(call.Run))),
        new("PUT", "/__emulator/scenario", "Plays another scenario, YAML or JSON; what did not change keeps its counts.", PutAsync)
        {
            BodyExample = "version: 1\ntitle: slow today\nemulator:\n  dialects:\n    DeepSeek/Chat: {delay: 2s}\n",
            BeginsRun = true,
        },
        new("PATCH", "/__emulator/scenario", "Changes values of the emulator section (JSON Merge Patch, RFC 7396): null removes a key, lists are replaced whole.", PatchAsync)
        {
            BodyExample = """{"dialects": {"DeepSeek/Chat": {"failureRate": 0.2}}}""",
            BeginsRun = true,
        },
    ];

    private static Task PutAsync(ControlCall call)
    {
        call.Run.Edit(scenario => CheckPorts(
            scenario, scenario.Replaced(call.Body, [.. call.Run.Dialects.Select(served => served.Dialect)])));
        return call.AnswerAsync(Read(call.Run));
    }

    private static Task PatchAsync(ControlCall call)
    {
        var patch = call.BodyObject();
        if (patch.Count == 1 && patch["emulator"] is JsonObject inner)
        {
            patch = inner;
        }

        call.Run.Edit(scenario => CheckPorts(
            scenario,
            scenario.With(MergePatch.Apply(scenario.Json, patch), [.. call.Run.Dialects.Select(served => served.Dialect)])));
        return call.AnswerAsync(Read(call.Run));
    }

    /// <summary>Ports are listened on when the server starts, and by all runs together.</summary>
    private static RunScenario CheckPorts(RunScenario before, RunScenario after)
    {
        foreach (var (name, dialect) in after.Section.Dialects)
        {
            if (dialect.Port is { } port && before.Section.Dialects.GetValueOrDefault(name)?.Port != port)
            {
                throw ControlProblem.Unusable(string.Create(
                    CultureInfo.InvariantCulture,
                    $"emulator.dialects.{name}.port: ports are listened on when the server starts; remove port {port}, or start a server with this scenario"));
            }
        }

        return after;
    }

    internal static JsonObject Read(EmulatorRun run)
    {
        var played = run.Played;
        return new JsonObject
        {
            ["version"] = 1,
            ["title"] = played.Scenario.Title,
            ["emulator"] = ScenarioSecrets.Hidden(played.Scenario.Json),
            ["effective"] = new JsonObject
            {
                ["seed"] = played.Settings.Seed,
                ["fingerprint"] = played.Settings.Fingerprint.ToString("x8", CultureInfo.InvariantCulture),
                ["file"] = played.Scenario.File,
            },
        };
    }
}
