using Harness.Facts;
using ScenarioFile;

namespace Harness.Tests.Contracts;

/// <summary>Every row has a test and every test a row, and no test passes when a value of its row is altered.</summary>
public sealed class FactBindingTests
{
    public static TheoryData<string> Dialects => [.. FactsFolder.All.Select(folder => folder.Facts.Dialect)];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Rows_AndTests_AreTheSame(string dialect)
    {
        var (folder, tests) = Of(dialect);
        var rows = folder.Facts.Facts.Select(row => row.Id).ToHashSet();
        var tested = tests.Select(test => test.Id).ToHashSet();

        Assert.Equal([], rows.Except(tested).Order(StringComparer.Ordinal).Select(id => $"{id} has a row and no test"));
        Assert.Equal([], tested.Except(rows).Order(StringComparer.Ordinal).Select(id => $"{id} has a test and no row"));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public void TestedIds_ReadFromTheSource_AreThoseOfTheCompiledTests(string dialect)
    {
        var (folder, tests) = Of(dialect);

        var read = TestedFacts.In(folder.Path);

        Assert.Equal(tests.Select(test => test.Id).Distinct().Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task EveryValueOfEveryRow_Altered_IsNoticedByItsTest(string dialect)
    {
        var (folder, tests) = Of(dialect);
        var byId = tests.ToLookup(test => test.Id);
        List<string> survivors = [];

        foreach (var row in folder.Facts.Facts)
        {
            foreach (var test in byId[row.Id])
            {
                survivors.AddRange(await test.SurvivorsAsync(row.Values));
            }
        }

        Assert.Equal([], survivors);
    }

    [Fact]
    public async Task Survivors_PlantedTestThatLooksAway_AreNamed()
    {
        Assert.Equal([], await Planted(nameof(PlantedTests.Looks)).SurvivorsAsync(["200", "stop"]));
        Assert.Equal(
            ["planted: LooksAway passes with stop~ in place of stop"],
            await Planted(nameof(PlantedTests.LooksAway)).SurvivorsAsync(["200", "stop"]));
    }

    [Theory]
    [InlineData("| a | `1` | s | 2026-09 | captured |\n| a | `2` | s | 2026-09 | captured |", "the id is there twice")]
    [InlineData("| a | `1` | s | 2026-09 |", "not every one of the columns")]
    [InlineData("| a | `1` |  | 2026-09 | captured |", "not every one of the columns")]
    [InlineData("| a | `1` | s | lately | captured |", "lately is no date")]
    [InlineData("| a | `1` | s | 2026-09 | sure |", "sure is no grade")]
    [InlineData("| a | says nothing | s | 2026-09 | captured |", "no value in a code span")]
    public void Parse_WrongRow_IsRefusedWithItsLine(string rows, string what)
    {
        var text = $"# t\n\n| id | fact | source | date | grade |\n|---|---|---|---|---|\n{rows}\n";

        var thrown = Assert.Throws<ScenarioFormatException>(() => FactsFile.Parse(text, "A/B", "facts.md"));

        Assert.StartsWith("facts.md:", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(what, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_OfAStatement_AreItsCodeSpans() =>
        Assert.Equal(["a | b", "missing `x`"], CodeSpans.Of("first `a | b`, then `` missing `x` ``, no more"));

    private static (FactsFolder Folder, IReadOnlyList<FactTest> Tests) Of(string dialect)
    {
        var folder = FactsFolder.All.Single(folder => folder.Facts.Dialect == dialect);
        return (folder, [.. typeof(FactBindingTests).Assembly.GetTypes().Where(folder.Holds).SelectMany(FactTest.Of)]);
    }

    private static FactTest Planted(string name) => new(typeof(PlantedTests).GetMethod(name)!, new ProviderFactAttribute("planted"));

    /// <summary>One test that looks at both its values, one that forgets the second; nothing runs them but the test above.</summary>
    private static class PlantedTests
    {
        public static void Looks(int status, string reason) => Assert.Equal((200, "stop"), (status, reason));

        public static void LooksAway(int status, string reason) => Assert.Equal((200, true), (status, reason.Length > 0));
    }
}
