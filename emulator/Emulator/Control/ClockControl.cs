using System.Globalization;
using System.Text.Json.Nodes;
using Emulator.Clocks;
using Emulator.Runs;
using ScenarioFile;

namespace Emulator.Control;

/// <summary>Reads a run's clock, freezes it, advances it, and makes it run faster.</summary>
internal static class ClockControl
{
    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("GET", "/__emulator/clock", "Tells the time of the run, and how its clock runs.", call => call.AnswerAsync(Read(call.Run))),
        new("PATCH", "/__emulator/clock", "Advances, freezes or accelerates the clock of the run; everything that waits, expires and is stamped follows.", ChangeAsync)
        {
            BodyExample = """{"advance": "1h", "frozen": false, "rate": 60}""",
            BeginsRun = true,
        },
    ];

    private static Task ChangeAsync(ControlCall call)
    {
        var body = call.BodyObject();
        ControlCall.RefuseOtherKeys(body, "advance", "frozen", "rate");
        var time = call.Run.Clock.Time;

        // All is read before any of it is done, so that a mistake changes nothing.
        var rate = RateIn(body["rate"]);
        var frozen = FrozenIn(body["frozen"]);
        var advance = AdvanceIn(body["advance"]);
        if (advance > ControlledTime.Latest - call.Run.Clock.Now)
        {
            throw ControlProblem.Unusable($"the clock ends at {ControlledTime.Latest:yyyy-MM-dd}; advance it by less");
        }

        if (rate is { } faster)
        {
            time.Accelerate(faster);
        }

        if (frozen is true)
        {
            time.Freeze();
        }
        else if (frozen is false)
        {
            time.Thaw();
        }

        time.Advance(advance);
        return call.AnswerAsync(Read(call.Run));
    }

    private static JsonObject Read(EmulatorRun run)
    {
        var clock = run.Clock;
        return new JsonObject
        {
            ["now"] = clock.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            ["nowNs"] = EmulatorClock.Nanoseconds(clock.Now),
            ["elapsedSeconds"] = clock.Elapsed.TotalSeconds,
            ["frozen"] = clock.Time.IsFrozen,
            ["rate"] = clock.Time.Rate,
        };
    }

    private static double? RateIn(JsonNode? node)
    {
        if (node is null)
        {
            return null;
        }

        return node is JsonValue value && value.TryGetValue<double>(out var rate) && rate is >= ControlledTime.LowestRate and <= ControlledTime.HighestRate
            ? rate
            : throw ControlProblem.Unusable(string.Create(
                CultureInfo.InvariantCulture, $"rate is how many seconds pass in one; give a number from {ControlledTime.LowestRate} to {ControlledTime.HighestRate}, 60 for example"));
    }

    private static bool? FrozenIn(JsonNode? node)
    {
        if (node is null)
        {
            return null;
        }

        return node is JsonValue value && value.TryGetValue<bool>(out var frozen)
            ? frozen
            : throw ControlProblem.Unusable("frozen is true or false; give one of them");
    }

    private static TimeSpan AdvanceIn(JsonNode? node)
    {
        if (node is null)
        {
            return TimeSpan.Zero;
        }

        return node is JsonValue value && value.TryGetValue<string>(out var text)
            && ScenarioScalar.TryDuration(text, out var advance) && advance <= ControlledTime.LongestAdvance
            ? advance
            : throw ControlProblem.Unusable("advance is a duration of at most ten years with its unit, and clocks never run backwards; give \"90s\", \"1h\" or \"1d\"");
    }
}
