using Auditor;
using Harness.Flights;
using Harness.Reports;

namespace Harness.Tests.Flights;

/// <summary>Whole flights: both sides, the clock and the judge together, as the main job flies them.</summary>
public sealed class ScenarioFlightTests
{
    public static TheoryData<string> VirtualScenarios =>
        [.. SceneFiles().Where(file => !IsReal(file)).Select(NameOf)];

    public static TheoryData<string> RealScenarios => [.. SceneFiles().Where(IsReal).Select(NameOf)];

    [Theory]
    [MemberData(nameof(VirtualScenarios))]
    public async Task EveryVirtualScenario_FlownTwice_PassesWithTheSameJournalAndAuditLog(string name)
    {
        var first = await FlyAsync(name);
        var second = await FlyAsync(name);

        Assert.Equal([], first.Row.Failures);
        Assert.Equal(ScenarioOutcome.Passed, first.Row.Outcome);
        Assert.Equal(first.Flight.Journal, second.Flight.Journal);
        Assert.Equal(first.Flight.Audit, second.Flight.Audit);
    }

    [Theory]
    [MemberData(nameof(RealScenarios))]
    public async Task EveryRealScenario_OverSockets_Passes(string name)
    {
        var (row, _, _) = await FlyAsync(name);

        Assert.Equal([], row.Failures);
        Assert.Equal(ScenarioOutcome.Passed, row.Outcome);
    }

    [Fact]
    public async Task CutOnSockets_RealConnections_EndAsOnTheVirtualOnes()
    {
        var (row, _, _) = await FlyAsync("cut-on-sockets.yaml");

        Assert.Equal([], row.Failures);
    }

    [Fact]
    public async Task DeepSeekHundredAnHour_ThreeHoursSaturated_NoWindowAboveAHundredAndNothingWasted()
    {
        var (_, verdict, _) = await FlyAsync("deepseek-hundred-an-hour.yaml");

        var limit = Assert.Single(verdict.Limits);
        Assert.Equal((LimitOutcome.Kept, 100), (limit.Outcome, limit.Peak));
        Assert.InRange(limit.Share!.Value, 0.95, 1);
    }

    [Fact]
    public async Task PositiveControl_InOneRun_TheNaiveClientIsConvictedAndTheRealOneIsNot()
    {
        var (_, verdict, _) = await FlyAsync("positive-control.yaml");

        var byName = verdict.Limits.ToDictionary(limit => limit.Name, limit => limit.Outcome);
        Assert.Equal(LimitOutcome.Exceeded, byName["hourly of the naive client"]);
        Assert.Equal(LimitOutcome.Kept, byName["hourly of the real client"]);
        var naive = KeyFingerprint.Of("sk-naive");
        Assert.NotEmpty(verdict.Findings);
        Assert.All(verdict.Findings, finding => Assert.Equal(naive, finding.Key));
    }

    [Fact]
    public async Task TwoRefusals_TheThirdAttempt_ComesOnlyWhenRetryAfterIsOver()
    {
        var (_, verdict, _) = await FlyAsync("two-refusals-then-success.yaml");

        Assert.Equal((10, 0), (verdict.Figures.RetryAfter.Honoured, verdict.Figures.RetryAfter.Early));
    }

    [Fact]
    public async Task OtherSeed_OtherJournal()
    {
        var scenario = Scenario.Read(PathOf("twenty-percent-failures.yaml"));
        var other = scenario with { Emulator = scenario.Emulator with { Seed = 4711 } };

        var first = await FlyAsync(scenario);
        var second = await FlyAsync(other);

        Assert.NotEqual(first.Row.JournalSha256, second.Row.JournalSha256);
    }

    [Fact]
    public async Task UnmetExpectation_FailsTheScenario()
    {
        var scenario = Scenario.Read(PathOf("two-refusals-then-success.yaml"));
        var demanding = scenario with { Expectations = new Expectations { Refusals = CountRange.Parse("0", null) } };

        var (row, _, _) = await FlyAsync(demanding);

        Assert.Equal(ScenarioOutcome.Failed, row.Outcome);
        Assert.Contains(row.Failures, failure => failure.StartsWith("expectation_failed", StringComparison.Ordinal));
    }

    private static Task<(ScenarioRow Row, Verdict Verdict, FlightRecord Flight)> FlyAsync(string name) =>
        FlyAsync(Scenario.Read(PathOf(name)));

    private static async Task<(ScenarioRow Row, Verdict Verdict, FlightRecord Flight)> FlyAsync(Scenario scenario)
    {
        var folder = Directory.CreateTempSubdirectory("flight-").FullName;
        try
        {
            var flight = await new ScenarioFlight(TimeProvider.System).FlyAsync(scenario, folder, TestContext.Current.CancellationToken);
            var (row, verdict) = FlightJudge.Judge(scenario, flight, TimeSpan.Zero);
            return (row, verdict, flight);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string PathOf(string name) => RepositoryRoot.File("scenarios", name);

    private static string NameOf(string path) => Path.GetRelativePath(RepositoryRoot.File("scenarios"), path);

    private static bool IsReal(string path) => File.ReadAllText(path).Contains("clock: real", StringComparison.Ordinal);

    private static string[] SceneFiles() =>
        [.. Directory.GetFiles(RepositoryRoot.File("scenarios"), "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
