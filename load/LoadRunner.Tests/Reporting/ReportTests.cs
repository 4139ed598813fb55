using LoadRunner.Measuring;
using LoadRunner.Reporting;

namespace LoadRunner.Tests.Reporting;

public sealed class ReportTests
{
    [Fact]
    public void Text_RunWithFindings_IsGolden()
    {
        var text = TextReport.Write(Report());

        Golden.Check(text, "Report.findings.txt");
    }

    [Fact]
    public void Text_VoidRunWithoutJournal_IsGolden()
    {
        var text = TextReport.Write(Report() with
        {
            Outcome = RunOutcome.Void,
            ExitCode = 3,
            VoidReasons = ["3 arrivals were dropped because maxInFlight (512) calls were under way; raise it, or write allowDrops: true"],
            Wire = null,
            Limits = [],
            Findings = [],
        });

        Golden.Check(text, "Report.void.txt");
    }

    [Fact]
    public void Json_RunWithFindings_IsGolden()
    {
        var json = JsonReport.Write(Report());

        Golden.Check(json, "Report.findings.json");
    }

    [Fact]
    public void Json_ReadBack_RendersTheSameText()
    {
        var report = Report();

        var readBack = JsonReport.Read(JsonReport.Write(report));

        Assert.Equal(TextReport.Write(report), TextReport.Write(readBack));
    }

    private static LoadReport Report() => new()
    {
        Scenario = "load-example",
        Title = "An example",
        Outcome = RunOutcome.Findings,
        ExitCode = 1,
        VoidReasons = [],
        Warnings = ["beginning a call takes long"],
        StartedAt = new DateTimeOffset(2026, 1, 5, 8, 30, 0, TimeSpan.Zero),
        Traffic = new TrafficReport
        {
            PlannedSeconds = 15,
            MeasuredSeconds = 15.25,
            Offered = 75,
            Dropped = 1,
            Ended = 74,
            Succeeded = 72,
            OfferedPerSecond = 5,
            SucceededPerSecond = 72 / 15.25,
            InFlightPeak = 4,
        },
        Targets =
        [
            new TargetReport
            {
                Dialect = "DeepSeek/Chat",
                Operation = "chat.completions",
                Arrivals = "5/s",
                Offered = 75,
                Dropped = 1,
                Outcomes = new Dictionary<string, long> { ["rateLimited"] = 2, ["succeeded"] = 72 },
                Response = Latency(40_000_000, 41_000_000, 900_000_000),
                Service = Latency(40_000_000, 40_500_000, 41_000_000),
            },
        ],
        Wire = new WireReport
        {
            Exchanges = 80,
            Calls = 74,
            Retries = 6,
            Refusals = 6,
            RefusalsInjected = 2,
            RefusalsCaused = 4,
            RetryAfterFollowed = 6,
            RetryAfterHonoured = 5,
            WarmUpExchanges = 10,
        },
        Limits =
        [
            Limit("per second", LimitVerdict.Violated, permits: 5, peak: 6) with { WindowSeconds = 1, Utilisation = 0.98 },
            Limit("hourly", LimitVerdict.NotExercised, permits: 100, peak: 79) with { WindowSeconds = 3600 },
            Limit("in flight", LimitVerdict.Pass, permits: 4, peak: 4),
        ],
        Findings =
        [
            new FindingReport { Code = "limit_exceeded", Message = "6 arrivals in one second.", IsExpected = false },
            new FindingReport { Code = "retry_after_ignored", Message = "Came back 0.2 s early.", IsExpected = true },
        ],
        Generator = new GeneratorReport
        {
            Pump = "clock_nanosleep to absolute deadlines, one thread",
            Lag = Latency(30_000, 60_000, 900_000),
            StartCost = Latency(20_000, 50_000),
            MaxLagMs = 250,
            LeftBehind = 1,
            HostProbe = Latency(60_000, 120_000),
            ProcessorSeconds = 1.5,
            GarbagePauseMs = 2.25,
            GarbageCollections = 3,
        },
        Environment = new EnvironmentReport
        {
            Runner = "LoadRunner 0.1.0",
            Runtime = ".NET 10.0.0",
            System = "linux-x64",
            Processors = 2,
            Emulator = "own process",
        },
    };

    private static LimitReport Limit(string name, LimitVerdict verdict, long permits, long peak) =>
        new() { Name = name, Verdict = verdict, Permits = permits, Peak = peak, Scope = "k-0a1b2c3d" };

    private static LatencyReport Latency(params long[] nanoseconds)
    {
        LatencyHistogram histogram = new();
        foreach (var value in nanoseconds)
        {
            histogram.Record(value);
        }

        return LatencyReport.Of(histogram);
    }
}
