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
        new("GET", "/__emulator/limits", "Each limit's window now, for everybody who was counted: how full, when the next unit is free, when all are.", call => call.AnswerAsync(Read(call))),
    ];

    private static JsonObject Read(ControlCall call)
    {
        var now = call.Run.Clock.Now;
        return new JsonObject
        {
            ["now"] = Text(now),
            ["dialects"] = new JsonObject(call.Run.Dialects.Select(dialect => KeyValuePair.Create<string, JsonNode?>(
                dialect.Name, new JsonArray([.. dialect.Gate.StateAt(now).Select(Read)])))),
        };
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
        ["nextFreeAt"] = state.NextFreeAt is { } free ? Text(free) : null,
        ["resetAt"] = state.ResetAt is { } reset ? Text(reset) : null,
        ["hidden"] = state.Hidden,
        ["forgottenSubjects"] = state.Forgotten,
    };

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
