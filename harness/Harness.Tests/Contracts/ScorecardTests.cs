using System.Text.Json.Nodes;
using Harness.Facts;

namespace Harness.Tests.Contracts;

/// <summary>The scorecard counts what stands in a facts file and in the tests beside it.</summary>
public sealed class ScorecardTests
{
    private const string Text = """
        # Facts

        | id | fact | source | date | grade |
        |---|---|---|---|---|
        | a | It is `1`. | s | 2026-09 | captured |
        | b | It is `2`. | s | 2025-12-02 | documented |
        | c | It is `3`. | s | 2026-11-20 | chosen |

        ## Not imitated

        | id | fact | source | date | grade | why not |
        |---|---|---|---|---|---|
        | d | It was 4. | s | 2024-05 | reported | too old |
        | e | It may be 5. | s | 2024-05 | inferred | nobody knows |
        """;

    [Fact]
    public void Score_IsTheTestedShareOfTheFactsWithEvidence()
    {
        var card = Scorecard.Of(FactsFile.Parse(Text, "A/B", "facts.md"), new HashSet<string> { "a", "c", "z" });

        Assert.Equal((3, 2, 2), (card.Facts, card.Tested, card.NotImitated));
        Assert.Equal(1 / 3d, card.Score);
        Assert.Equal(new DateOnly(2025, 12, 2), card.Oldest);
        Assert.Equal(["b has no test", "z is tested and has no row"], card.Loose);
        Assert.Equal((1, 1, 1, 0), (
            card.Grades[FactGrade.Captured], card.Grades[FactGrade.Documented], card.Grades[FactGrade.Chosen], card.Grades[FactGrade.Reported]));
    }

    [Fact]
    public void Checkout_HasACardOfEveryDialect_WithNothingLoose()
    {
        var cards = ScorecardFolder.Read(ScorecardFolder.Find(RepositoryRoot.File("harness", "Harness"))!);

        Assert.Equal(["DeepSeek/Chat", "NanoBanana/Native", "NanoBanana/Gemini", "NanoBanana/TaskApi", "Flux/Bfl", "Flux/ImagePig"], cards.Select(card => card.Dialect));
        Assert.All(cards, card => Assert.Empty(card.Loose));
    }

    [Fact]
    public void Json_HasTheFiguresAndSaysWhatTheyMean()
    {
        var json = JsonNode.Parse(ScorecardJson.Render([Scorecard.Of(FactsFile.Parse(Text, "A/B", "facts.md"), new HashSet<string> { "a" })]))!;

        Assert.Equal(("harness-facts/1", Scorecard.ScoreExplained), ((string?)json["schema"], (string?)json["scoreMeans"]));
        Assert.Equal("""["documented","captured","client-required","reported","inferred","chosen"]""", new JsonArray(
            [.. json["dialects"]![0]!["grades"]!.AsObject().Select(grade => JsonValue.Create(grade.Key))]).ToJsonString());
        Assert.Equal("2025-12-02", (string?)json["dialects"]![0]!["oldest"]);
    }

    [Fact]
    public void Table_SaysTheSame()
    {
        using var output = new StringWriter();

        ScorecardTable.Write([Scorecard.Of(FactsFile.Parse(Text, "A/B", "facts.md"), new HashSet<string> { "a" })], output, isTerminal: false);

        Assert.Contains("33.3 %", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("A/B: b has no test", output.ToString(), StringComparison.Ordinal);
    }
}
