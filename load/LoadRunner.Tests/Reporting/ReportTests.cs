using LoadRunner.Judging;
using LoadRunner.Measuring;
using LoadRunner.Pacing;
using LoadRunner.Reporting;
using LoadRunner.Running;
using LoadRunner.Scenarios;
using ScenarioFile;
using VirtualTime;

namespace LoadRunner.Tests.Reporting;

public sealed class ReportTests
{
    private const string Scenario =
        """
        version: 1
        title: A report to look at
        load:
          duration: 2s
          targets: [{dialect: DeepSeek/Chat, arrivals: 3/s}]
        """;

    [Fact]
    public void TextReport_AFixedRun_AsVerified() => Golden.Check(TextReport.Write(Report(Judged)), "report.txt");

    [Fact]
    public void JsonReport_AFixedRun_AsVerified() => Golden.Check(JsonReport.Write(Report(Judged)), "report.json");

    [Fact]
    public void JsonReport_ReadBack_IsTheSame()
    {
        var json = JsonReport.Write(Report(Judged));

        Assert.Equal(json, JsonReport.Write(JsonReport.Read(json)));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Outcome_FollowsTheVerdict(bool isClean, int exitCode) =>
        Assert.Equal(exitCode, Report(Judged with { IsClean = isClean }).ExitCode);

    [Fact]
    public void Outcome_NoEvidence_IsVoid()
    {
        var report = Report(Judgement.Impossible("the journal is gone"));

        Assert.Equal((3, RunOutcome.Void), (report.ExitCode, report.Outcome));
        Assert.Contains("the journal is gone", Assert.Single(report.VoidReasons), StringComparison.Ordinal);
    }

    private static readonly Judgement Judged = new()
    {
        Wire = new WireReport
        {
            Exchanges = 7,
            Calls = 6,
            Retries = 1,
            Refusals = 1,
            RefusalsInjected = 1,
            RefusalsCaused = 0,
            RetryAfterFollowed = 1,
            RetryAfterHonoured = 1,
            WarmUpExchanges = 2,
        },
        Limits =
        [
            new LimitReport { Name = "per second", Verdict = LimitVerdict.Pass, Permits = 3, WindowSeconds = 1, Peak = 3, Utilisation = 1, Scope = "k-1" },
            new LimitReport { Name = "at once", Verdict = LimitVerdict.NotExercised, Permits = 25, Peak = 2, Scope = "k-1" },
        ],
        Findings = [new FindingReport { Code = "no_backoff", Message = "a came back at once.", IsExpected = false }],
        IsClean = false,
    };

    private static LoadReport Report(Judgement judgement)
    {
        var document = ScenarioDocument.Parse(Scenario, "fixed.yaml");
        var recorder = new CallRecorder(1);
        for (var i = 0; i < 6; i++)
        {
            var due = i * 333_000_000L;
            recorder.Start(new Arrival(0, i, due), 50_000);
            recorder.StartCost(20_000);
            recorder.End(
                new CallRecord(0, i, due, due + 50_000, due + 40_000_000, i == 5 ? "overloaded" : "succeeded"),
                i == 5 ? LoadRunner.Targets.CallOutcomeKind.Failed : LoadRunner.Targets.CallOutcomeKind.Succeeded);
        }

        var meter = GeneratorMeter.Read();
        return ReportBuilder.Build(new FlownRun
        {
            Scenario = new LoadScenario { Document = document, Load = document.Section<LoadSection>("load")! },
            StartedAt = VirtualClock.DefaultStart,
            Flight = new FlightRecord
            {
                Measurements = recorder.Snapshot(),
                OriginNs = 0,
                ArrivalsEndedNs = 2_000_000_000,
                EndedNs = 2_040_000_000,
                InFlightPeak = 2,
                LeftBehind = 0,
                IsInterrupted = false,
            },
            Judgement = judgement,
            EmulatorEnded = false,
            HostProbe = null,
            Used = meter - meter,
            Pump = "fixed",
            Environment = new EnvironmentReport { Runner = "LoadRunner", Runtime = ".NET", System = "any", Processors = 2, Emulator = "own process" },
        });
    }
}
