using System.Text.Json;

namespace Emulator.Journal;

/// <summary>Which lines of a journal are meant: each field that it names must be as it says.</summary>
internal sealed class LineFilter
{
    /// <summary>The fields that a line has, by their paths.</summary>
    public static readonly IReadOnlyList<string> Fields =
    [
        "seq", "arrivedNs", "firstByteNs", "endedNs", "dialect", "operation", "kind", "method", "path", "key", "account", "model",
        "call", "attempt", "identifiedBy", "units.requests", "units.inputTokens", "units.outputTokens", "units.images",
        "units.microUsd", "status", "retryAfterNs", "ending", "job", "fault", "plan", "delayNs", "limiter.decision",
        "limiter.limit", "limiter.used", "limiter.permitLimit", "limiter.freeAtNs", "reason",
    ];

    private readonly (string Field, LinePattern Pattern)[] _conditions;

    private LineFilter(IEnumerable<(string Field, LinePattern Pattern)> conditions) => _conditions = [.. conditions];

    /// <summary>The filter of some conditions.</summary>
    /// <param name="conditions">Patterns by the fields that they are about.</param>
    /// <param name="problem">What is wrong and what is right; <see langword="null"/> when nothing is.</param>
    public static LineFilter? Of(IEnumerable<KeyValuePair<string, string>> conditions, out string? problem)
    {
        KeyValuePair<string, string>[] asked = [.. conditions];
        if (Array.Find(asked, static one => one.Value.Length > LinePattern.LongestText).Key is { } overlong)
        {
            problem = $"the pattern for {Shown(overlong)} is longer than {LinePattern.LongestText} characters; give a shorter one, or other fields than these";
            return null;
        }

        var unknown = asked.FirstOrDefault(one => !Fields.Contains(one.Key, StringComparer.Ordinal)).Key;
        problem = unknown is null ? null : $"journal lines have no field {unknown}; use one of {string.Join(", ", Fields)}";
        return unknown is null ? new LineFilter(asked.Select(one => (one.Key, LinePattern.Of(one.Value)))) : null;
    }

    public bool IsEmpty => _conditions.Length == 0;

    public bool Matches(JsonElement line) => Array.TrueForAll(_conditions, one => one.Pattern.Matches(FieldOf(line, one.Field)));

    /// <summary>What keeps a line from being meant, in words: <c>status is 200, wanted 429</c>.</summary>
    public IReadOnlyList<string> Mismatches(JsonElement line) =>
    [
        .. _conditions
            .Select(one => (one.Field, one.Pattern, Value: FieldOf(line, one.Field)))
            .Where(one => !one.Pattern.Matches(one.Value))
            .Select(one => $"{one.Field} is {(one.Value.ValueKind is JsonValueKind.Undefined ? "null" : one.Value.GetRawText())}, wanted {one.Pattern.Text}"),
    ];

    private static string Shown(string field) => field.Length <= 40 ? field : field[..40];

    private static JsonElement FieldOf(JsonElement line, string path)
    {
        foreach (var part in path.Split('.'))
        {
            if (line.ValueKind is not JsonValueKind.Object || !line.TryGetProperty(part, out line))
            {
                return default;
            }
        }

        return line;
    }
}
