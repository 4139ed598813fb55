using System.Text.Json.Nodes;
using Emulator.Runs;

namespace Emulator.Control;

/// <summary>Sets parts of a run back to its beginning: exactly those that are named.</summary>
internal static class ResetControl
{
    private static readonly Dictionary<string, (string Meaning, Action<EmulatorRun> Reset)> Parts = new(StringComparer.Ordinal)
    {
        ["scenario"] = ("plays the scenario that the run began with", static run => run.Play(run.FirstScenario)),
        ["limits"] = ("all windows are empty", static run => ForEach(run, static dialect => dialect.Gate.Reset())),
        ["counts"] = ("how often calls, polls and rules were met", static run => run.ForgetCounts()),
        ["keys"] = ("keys, accounts and balances are as the scenario began, tokens are gone", static run => run.RestoreKeys()),
        ["jobs"] = ("all jobs and their pictures", static run => run.ForgetJobs()),
        ["journal"] = ("the lines in memory and their sums, not a file's", static run => run.Journal.Clear()),
        ["clock"] = ("it runs, at the rate of the start; it cannot go back", static run => run.RestoreClock()),
    };

    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("POST", "/__emulator/reset", $"Resets what is named and nothing else: {string.Join("; ", Parts.Select(part => $"{part.Key}: {part.Value.Meaning}"))}; all: every one of them.", ResetAsync)
        {
            BodyExample = """{"journal": true, "limits": true}""",
        },
    ];

    private static Task ResetAsync(ControlCall call)
    {
        var body = call.BodyObject();
        ControlCall.RefuseOtherKeys(body, [.. Parts.Keys, "all"]);
        if (body.FirstOrDefault(pair => pair.Value is not JsonValue value || !value.TryGetValue<bool>(out _)).Key is { } wrong)
        {
            throw ControlProblem.Unusable($"{wrong} is true or false; give one of them");
        }

        var all = body["all"] is JsonValue everything && everything.GetValue<bool>();
        string[] named = [.. Parts.Keys.Where(part => all || (body[part] is JsonValue value && value.GetValue<bool>()))];
        if (named.Length == 0)
        {
            throw ControlProblem.Unusable($"nothing was named; give {string.Join(", ", Parts.Keys)} or all, {{\"limits\": true}} for example");
        }

        foreach (var part in named)
        {
            Parts[part].Reset(call.Run);
        }

        return call.AnswerAsync(new JsonObject { ["reset"] = new JsonArray([.. named.Select(part => JsonValue.Create(part))]) });
    }

    private static void ForEach(EmulatorRun run, Action<Exchanges.ServedDialect> act)
    {
        foreach (var dialect in run.Dialects)
        {
            act(dialect);
        }
    }
}
