using System.Globalization;
using System.Text.Json.Nodes;
using Emulator.Faults;
using Emulator.Limits;

namespace Emulator.Control;

/// <summary>Tells how full each window of a run's limits is now, whose it is, and when it has room again.</summary>
internal static class LimitControl
{
    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("GET", "/__emulator/limits", "Each limit's window now, for everybody who was counted: how full, when the next unit is free, when all are.", call => call.AnswerAsync(Read(call)))
        {
            Query = new Dictionary<string, string> { ["fullest"] = "so many windows at most, the fullest first chosen; leftOut tells how many others there are" },
        },
    ];

    private static JsonObject Read(ControlCall call)
    {
        var now = call.Run.Clock.Now;
        var states = call.Run.Dialects.SelectMany(dialect => dialect.Gate.StateAt(now).Select(state => (dialect.Name, State: state))).ToArray();
        var shown = Fullest(call, states);
        return new JsonObject
        {
            ["now"] = EmulatorClock.Text(now),
            ["leftOut"] = states.Length - shown.Count,
            ["dialects"] = new JsonObject(call.Run.Dialects.Select(dialect => KeyValuePair.Create<string, JsonNode?>(
                dialect.Name, new JsonArray([.. states.Where(one => one.Name == dialect.Name && shown.Contains(one.State)).Select(one => Read(one.State))])))),
        };
    }

    /// <summary>A limit that counted nobody yet is no window, and is always told of.</summary>
    private static HashSet<LimitState> Fullest(ControlCall call, IEnumerable<(string Name, LimitState State)> states)
    {
        var most = call.Query("fullest") is not { } text ? int.MaxValue
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw ControlProblem.Unusable($"fullest {text} is no whole number of 0 or more; give one");
        return
        [
            .. states.Where(one => one.State.Subject is null).Select(one => one.State),
            .. states.Where(one => one.State.Subject is not null)
                .OrderByDescending(one => (double)one.State.Used / Math.Max(1, one.State.PermitLimit))
                .Take(most).Select(one => one.State),
        ];
    }

    private static JsonObject Read(LimitState state) => new()
    {
        ["limit"] = state.Limit,
        ["counting"] = FaultWord.Camel($"{state.Counting}"),
        ["unit"] = FaultWord.Camel($"{state.Unit}"),
        ["subject"] = state.Subject,
        ["used"] = state.Used,
        ["permitLimit"] = state.PermitLimit,
        ["remaining"] = state.Remaining,
        ["windowSeconds"] = state.WindowSeconds,
        ["nextFreeAt"] = EmulatorClock.Text(state.NextFreeAt),
        ["resetAt"] = EmulatorClock.Text(state.ResetAt),
        ["hidden"] = state.Hidden,
        ["forgottenSubjects"] = state.Forgotten,
    };
}
