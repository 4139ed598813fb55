using System.Text.Json;
using System.Text.Json.Nodes;
using Emulator.Journal;

namespace Emulator.Control;

/// <summary>Says whether the requests came that should have come, how often and in which order; if not, what came nearest.</summary>
internal static class VerifyControl
{
    /// <summary>So many of the requests that matched are named.</summary>
    private const int NamedMatches = 100;

    public static readonly IReadOnlyList<ControlOperation> Operations =
    [
        new("POST", "/__emulator/verify", "Counts the requests that match, or looks for several in the order of their arrival: 200 when it is so, 406 with the nearest miss when it is not.", VerifyAsync)
        {
            BodyExample = """{"match": {"dialect": "DeepSeek/Chat", "status": 429}, "times": ">= 1"}""",
        },
    ];

    private static Task VerifyAsync(ControlCall call)
    {
        var body = call.BodyObject();
        ControlCall.RefuseOtherKeys(body, "match", "times", "inOrder");
        JsonDocument[] lines = [.. call.Run.Journal.From(0).Select(line => line.Parse())];
        try
        {
            // The journal has the order in which exchanges ended; people mean the one in which they came.
            Array.Sort(lines, static (left, right) => SeqOf(left).CompareTo(SeqOf(right)));
            var answer = body["inOrder"] is JsonArray steps ? InOrder(steps, lines) : Count(body, lines);
            answer["journalLines"] = lines.Length;
            answer["droppedLines"] = call.Run.Journal.DroppedLines;
            return call.AnswerAsync(
                answer, (bool)answer["verified"]! ? StatusCodes.Status200OK : StatusCodes.Status406NotAcceptable);
        }
        finally
        {
            foreach (var line in lines)
            {
                line.Dispose();
            }
        }
    }

    private static JsonObject Count(JsonObject body, JsonDocument[] lines)
    {
        var filter = FilterOf(body["match"]);
        var text = TextOf(body["times"] ?? ">= 1");
        var times = text.Length <= LinePattern.LongestText
            ? LinePattern.Of(text)
            : throw ControlProblem.Unusable("times says how often; give a number, \">= 3\" or \"2..5\"");
        var matched = lines.Where(line => filter.Matches(line.RootElement)).ToArray();
        var isVerified = times.Matches(JsonSerializer.SerializeToElement(matched.Length));
        JsonObject answer = new()
        {
            ["verified"] = isVerified,
            ["matched"] = matched.Length,
            ["wanted"] = times.Text,
            ["seqs"] = new JsonArray([.. matched.Take(NamedMatches).Select(line => JsonValue.Create(SeqOf(line)))]),
        };
        if (!isVerified && Nearest(filter, lines) is { } nearest)
        {
            answer["nearest"] = nearest;
        }

        return answer;
    }

    private static JsonObject InOrder(JsonArray steps, JsonDocument[] lines)
    {
        var filters = steps.Select(FilterOf).ToArray();
        JsonArray found = [];
        var at = 0;
        foreach (var (index, filter) in filters.Index())
        {
            var rest = lines[at..];
            var hit = Array.FindIndex(rest, line => filter.Matches(line.RootElement));
            if (hit < 0)
            {
                JsonObject missed = new() { ["verified"] = false, ["matched"] = index, ["wanted"] = filters.Length, ["seqs"] = found };
                if (Nearest(filter, rest) is { } nearest)
                {
                    missed["nearest"] = nearest;
                }

                return missed;
            }

            found.Add(SeqOf(rest[hit]));
            at += hit + 1;
        }

        return new JsonObject { ["verified"] = true, ["matched"] = filters.Length, ["wanted"] = filters.Length, ["seqs"] = found };
    }

    /// <summary>The line with the fewest differences, and what they are.</summary>
    private static JsonObject? Nearest(LineFilter filter, JsonDocument[] lines)
    {
        var nearest = lines
            .Select(line => (Line: line, Differences: filter.Mismatches(line.RootElement)))
            .Where(one => one.Differences.Count > 0)
            .OrderBy(one => one.Differences.Count)
            .FirstOrDefault();
        return nearest.Line is null ? null : new JsonObject
        {
            ["seq"] = SeqOf(nearest.Line),
            ["differences"] = new JsonArray([.. nearest.Differences.Select(difference => JsonValue.Create(difference))]),
        };
    }

    private static LineFilter FilterOf(JsonNode? match)
    {
        var fields = match as JsonObject ?? throw ControlProblem.Unusable(
            "match says which requests are meant; give an object of journal fields, {\"dialect\": \"Flux/Bfl\", \"status\": \"4xx\"} for example");
        return LineFilter.Of(fields.SelectMany(pair => Flatten(pair.Key, pair.Value)), out var problem)
            ?? throw ControlProblem.Unusable(problem!);
    }

    /// <summary><c>{"units": {"images": 1}}</c> means the same as <c>{"units.images": 1}</c>.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Flatten(string path, JsonNode? node) => node is JsonObject inner
        ? inner.SelectMany(pair => Flatten($"{path}.{pair.Key}", pair.Value))
        : [KeyValuePair.Create(path, TextOf(node))];

    private static string TextOf(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node?.ToJsonString() ?? "null";

    private static long SeqOf(JsonDocument line) => line.RootElement.GetProperty("seq"u8).GetInt64();
}
