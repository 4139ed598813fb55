using System.Text.Json;

namespace LoadRunner.Benching;

/// <summary>What a server says of its own punctuality; every part may be missing.</summary>
internal sealed record ServerLateness
{
    public string? Status { get; init; }

    public long? Waits { get; init; }

    public double? P50Ms { get; init; }

    public double? P99Ms { get; init; }

    public double? MaxMs { get; init; }

    public double? SaturatedSeconds { get; init; }

    /// <summary>Reads the answer of <c>/health</c>; a plain word, or another shape, says nothing.</summary>
    public static ServerLateness? Read(string health)
    {
        try
        {
            using var json = JsonDocument.Parse(health);
            return json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("lateness", out var lateness)
                && lateness.ValueKind is JsonValueKind.Object
                ? Read(json.RootElement, lateness)
                : null;
        }
        catch (JsonException)
        {
            // A server that keeps no account answers with a word.
            return null;
        }
    }

    private static ServerLateness Read(JsonElement health, JsonElement lateness) => new()
    {
        Status = health.TryGetProperty("status", out var status) ? status.ToString() : null,
        Waits = (long?)Number(lateness, "waits"),
        P50Ms = Number(lateness, "p50Ms"),
        P99Ms = Number(lateness, "p99Ms"),
        MaxMs = Number(lateness, "maxMs"),
        SaturatedSeconds = Number(lateness, "saturatedSeconds"),
    };

    private static double? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number ? value.GetDouble() : null;
}
