using System.Text.Json;

namespace LoadRunner.Judging;

/// <summary>What the emulator says of its own punctuality at one instant.</summary>
/// <param name="SaturatedSeconds">The seconds until then in which it could not keep its times.</param>
/// <param name="Sentence">The same in its own words.</param>
internal sealed record EmulatorTiming(long SaturatedSeconds, string Sentence)
{
    /// <summary>Reads the summary of the emulator's journal; <see langword="null"/> when it says nothing of its timing.</summary>
    public static EmulatorTiming? Read(string summary)
    {
        try
        {
            using var json = JsonDocument.Parse(summary);
            return json.RootElement.ValueKind is JsonValueKind.Object
                && json.RootElement.TryGetProperty("lateness", out var lateness)
                && json.RootElement.TryGetProperty("because", out var because)
                ? new EmulatorTiming(lateness.GetProperty("saturatedSeconds").GetInt64(), because.GetString() ?? "")
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Another server than ours stands there; it may be silent about itself.
            return null;
        }
    }

    /// <summary>Why a run between two such instants proves nothing; <see langword="null"/> when the emulator kept its times.</summary>
    public static string? VoidReason(EmulatorTiming? before, EmulatorTiming? after) =>
        after is not null && after.SaturatedSeconds > (before?.SaturatedSeconds ?? 0) ? after.Sentence : null;
}
