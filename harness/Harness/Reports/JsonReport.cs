using System.Text.Json;
using System.Text.Json.Serialization;

namespace Harness.Reports;

/// <summary>The run for programs; versioned, with units in the names.</summary>
internal static class JsonReport
{
    public static string Render(IReadOnlyList<ScenarioRow> rows) => JsonSerializer.Serialize(
        new Summary
        {
            Passed = rows.All(row => row.Outcome is ScenarioOutcome.Passed),
            Scenarios = [.. rows.Select(Line)],
        },
        SummaryJsonContext.Default.Summary) + "\n";

    private static SummaryScenario Line(ScenarioRow row) => new()
    {
        Name = row.Name,
        Title = row.Title,
        Outcome = row.Outcome,
        Calls = row.Calls,
        Attempts = row.Attempts,
        Refusals429 = row.Refusals,
        AllowanceShare = row.AllowanceShare,
        MicroUsd = row.MicroUsd,
        Findings = row.Findings,
        Faults = row.Faults,
        Failures = row.Failures,
        VirtualMs = row.VirtualTime.TotalMilliseconds,
        RealMs = Math.Round(row.RealTime.TotalMilliseconds, 1),
        JournalSha256 = row.JournalSha256,
    };
}

/// <summary>The document's root.</summary>
internal sealed record Summary
{
    public string Schema { get; init; } = "harness-run/1";

    public required bool Passed { get; init; }

    public required IReadOnlyList<SummaryScenario> Scenarios { get; init; }
}

/// <summary>One scenario in the document.</summary>
internal sealed record SummaryScenario
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required ScenarioOutcome Outcome { get; init; }

    public required int Calls { get; init; }

    public required int Attempts { get; init; }

    public required int Refusals429 { get; init; }

    public required double? AllowanceShare { get; init; }

    public required long MicroUsd { get; init; }

    public required IReadOnlyList<FindingRow> Findings { get; init; }

    public required IReadOnlyDictionary<string, int> Faults { get; init; }

    public required IReadOnlyList<string> Failures { get; init; }

    public required double VirtualMs { get; init; }

    public required double RealMs { get; init; }

    public required string JournalSha256 { get; init; }
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Summary))]
internal sealed partial class SummaryJsonContext : JsonSerializerContext;
