using System.Text.Json;
using System.Text.Json.Serialization;

namespace Harness.Facts;

/// <summary>The scorecards for programs; versioned.</summary>
internal static class ScorecardJson
{
    public static string Render(IReadOnlyList<Scorecard> cards) => JsonSerializer.Serialize(
        new FactsSummary { Dialects = [.. cards.Select(LineOf)] }, FactsJsonContext.Default.FactsSummary) + "\n";

    private static FactsLine LineOf(Scorecard card) => new()
    {
        Dialect = card.Dialect,
        Grades = card.Grades.ToDictionary(grade => FactWords.Of(grade.Key), grade => grade.Value),
        Facts = card.Facts,
        Tested = card.Tested,
        NotImitated = card.NotImitated,
        Oldest = card.Oldest,
        Score = card.Score is { } score ? Math.Round(score, 4) : null,
        Loose = card.Loose,
    };
}

/// <summary>The document's root.</summary>
internal sealed record FactsSummary
{
    public string Schema { get; init; } = "harness-facts/1";

    public string ScoreMeans { get; init; } = Scorecard.ScoreExplained;

    public string TestedMeans { get; init; } = Scorecard.TestedExplained;

    public required IReadOnlyList<FactsLine> Dialects { get; init; }
}

/// <summary>One dialect in the document.</summary>
internal sealed record FactsLine
{
    public required string Dialect { get; init; }

    public required IReadOnlyDictionary<string, int> Grades { get; init; }

    public required int Facts { get; init; }

    public required int Tested { get; init; }

    public required int NotImitated { get; init; }

    public required DateOnly? Oldest { get; init; }

    public required double? Score { get; init; }

    public required IReadOnlyList<string> Loose { get; init; }
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FactsSummary))]
internal sealed partial class FactsJsonContext : JsonSerializerContext;
