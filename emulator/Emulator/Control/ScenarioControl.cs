using System.Globalization;
using System.Text.Json.Nodes;
using Emulator.Runs;
using Emulator.Starting;

namespace Emulator.Control;

/// <summary>Reads a run's scenario, replaces it, and changes single values of it while it is played.</summary>
internal static class ScenarioControl
{
    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("GET", "/__emulator/scenario", "The scenario that the run plays now, as one can put it back.", call => call.AnswerAsync(Read(call.Run))),
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
        new("GET", "/__emulator/scenario.schema.json", "The JSON Schema of scenario files, for editors.", static call =>
        {
            call.Http.Response.ContentType = "application/schema+json";
            return call.Http.Response.WriteAsync(StarterFiles.Schema, call.Http.RequestAborted);
        })
        { Answers = "application/schema+json" },
    ];

    private static Task PutAsync(ControlCall call)
    {
        call.Run.Edit(scenario => PortRule.Check(
            scenario, RunScenario.Parse(call.Body, scenario.File, [.. call.Run.Dialects.Select(served => served.Dialect)])));
        return call.AnswerAsync(Read(call.Run));
    }

    private static Task PatchAsync(ControlCall call)
    {
        var patch = call.BodyObject();
        if (patch.Count == 1 && patch["emulator"] is JsonObject inner)
        {
            patch = inner;
        }

        call.Run.Edit(scenario => PortRule.Check(
            scenario,
            scenario.With(MergePatch.Apply(scenario.Json, patch), [.. call.Run.Dialects.Select(served => served.Dialect)])));
        return call.AnswerAsync(Read(call.Run));
    }

    internal static JsonObject Read(EmulatorRun run)
    {
        var played = run.Played;
        return new JsonObject
        {
            ["version"] = 1,
            ["title"] = played.Scenario.Title,
            ["emulator"] = played.Scenario.Json.DeepClone(),
            ["effective"] = new JsonObject
            {
                ["seed"] = played.Settings.Seed,
                ["fingerprint"] = played.Settings.Fingerprint.ToString("x8", CultureInfo.InvariantCulture),
                ["file"] = played.Scenario.File,
            },
        };
    }
}
