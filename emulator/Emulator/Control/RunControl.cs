using System.Text.Json.Nodes;
using Emulator.Runs;

namespace Emulator.Control;

/// <summary>Lists the runs that share the server, and ends them.</summary>
internal static class RunControl
{
    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("GET", "/__emulator/runs", "The runs that there are; the one without a name is everybody's who sends no X-Test-Id.", call => call.AnswerAsync(Read(call.Runs))),
        new("DELETE", "/__emulator/runs/{id}", "Ends a run and forgets everything about it.", EndAsync),
    ];

    private static async Task EndAsync(ControlCall call)
    {
        var id = call.RouteValue("id");
        if (!await call.Runs.RemoveAsync(id))
        {
            throw ControlProblem.Missing($"there is no run {id}; GET {ControlCatalogue.Root}/runs lists them");
        }

        await call.AnswerAsync(Read(call.Runs));
    }

    private static JsonObject Read(RunRegistry runs) => new()
    {
        ["maxRuns"] = runs.Bounds.MaxRuns,
        ["lifetimeSeconds"] = runs.Bounds.Lifetime.TotalSeconds,
        ["expired"] = runs.Expired,
        ["runs"] = new JsonArray([.. runs.All.Select(run => new JsonObject
        {
            ["id"] = run.Id,
            ["baseUrlPrefix"] = run.IsCommon ? "" : RequestedRun.PathPrefix + run.Id,
            ["scenario"] = run.Played.Scenario.Title,
            ["seed"] = run.Played.Settings.Seed,
            ["requests"] = run.Journal.Summary.Lines,
            ["openRequests"] = run.Journal.OpenExchanges,
            ["idleSeconds"] = Math.Round(run.Idle.TotalSeconds, 3),
            ["clockElapsedSeconds"] = Math.Round(run.Clock.Elapsed.TotalSeconds, 3),
        })]),
    };
}
