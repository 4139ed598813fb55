using System.Globalization;
using System.Text.Json.Nodes;
using Emulator.Keys;
using Emulator.Runs;
using Emulator.Starting;

namespace Emulator.Control;

/// <summary>Reads a run's scenario, replaces it, and changes single values of it while it is played.</summary>
internal static class ScenarioControl
{
    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("GET", "/__emulator/scenario", "The scenario that the run plays now, as one can put it back: keys and secrets are shown as fingerprints, which stand for them when they are put back. Headers tell its seed and fingerprint.", AnswerAsync),
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
            scenario, scenario.Replaced(call.Body, [.. call.Run.Dialects.Select(served => served.Dialect)])));
        return AnswerAsync(call);
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
        return AnswerAsync(call);
    }

    /// <summary>The scenario as a file would have it; what was decided beside it is in headers, so that the body can be put back.</summary>
    private static Task AnswerAsync(ControlCall call)
    {
        var played = call.Run.Played;
        var headers = call.Http.Response.Headers;
        headers["X-Emulator-Seed"] = played.Settings.Seed.ToString(CultureInfo.InvariantCulture);
        headers["X-Emulator-Fingerprint"] = played.Settings.Fingerprint.ToString("x8", CultureInfo.InvariantCulture);
        return call.AnswerAsync(new JsonObject
        {
            ["version"] = 1,
            ["title"] = played.Scenario.Title,
            ["emulator"] = ScenarioSecrets.Hidden(played.Scenario.Json),
        });
    }
}
