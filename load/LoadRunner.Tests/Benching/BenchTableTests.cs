using System.Text.Json;
using LoadRunner.Benching;

namespace LoadRunner.Tests.Benching;

public sealed class BenchTableTests
{
    private static readonly BenchReport Report = new()
    {
        Runtime = ".NET 10 on linux-x64, release build",
        Processors = 2,
        HostOvershootP99Ms = 0.208,
        Delays = new DelayComparison(2, Delays(2.3, late: 120), Delays(2.1, late: 60)),
        Streams = new StreamComparison(20, 10, Streams(p99: 25) with { Failed = 1, Failure = "status 503", OwnAccount = Account }, Streams(p99: 5))
        {
            EmulatorHolds = 1250,
            BareHolds = 2000,
        },
        Throughput = new ThroughputComparison(64, 686, Throughput(60_000), Throughput(120_000)),
        Memory = new MemoryGrowth(50_000, 25.5, new MemoryMark(100_000, 450, 50), new MemoryMark(1_000_000, 472.5, 54)),
        Start = new StartFigures(5, 0.45, 0.42, 1.2),
        Pictures = new PictureFigures(1024, 60, [new FormatFigures("png", 9.5, 8, 11.25, 1_000_000), new FormatFigures("webp", 7, 6.5, 8, 800_000)], 19),
    };

    private static ServerLateness Account => new()
    {
        Status = "saturated",
        Waits = 480_000,
        P50Ms = 1.5,
        P99Ms = 24,
        MaxMs = 90.25,
        SaturatedSeconds = 3,
    };

    [Fact]
    public void Table_BothParts_ShowsThemSideBySide() => Golden.Check(BenchTable.Write(Report), "bench-table.txt");

    [Fact]
    public void Json_BothParts_HasTheUnitInEveryName()
    {
        using var json = JsonDocument.Parse(BenchJson.Write(Report));

        var streams = json.RootElement.GetProperty("streams");
        Assert.Equal(25, streams.GetProperty("emulator").GetProperty("error").GetProperty("p99Ms").GetDouble());
        Assert.Equal(1250, streams.GetProperty("emulatorHolds").GetInt32());
        Assert.False(streams.GetProperty("holds").GetBoolean());
        Assert.Equal(2.5, json.RootElement.GetProperty("delays").GetProperty("targetSeconds").GetDouble());
    }

    [Fact]
    public void AllHold_OneTargetMissed_IsFalse()
    {
        Assert.False(Report.AllHold);
        Assert.False((Report with { Streams = null }).AllHold);
        Assert.True((Report with { Streams = null, Throughput = null }).AllHold);
    }

    private static DelayFigures Delays(double seconds, double late) => new()
    {
        Requests = 10_000,
        Refused = 0,
        Failed = 0,
        SentWithinSeconds = 0.1,
        LastSendToLastFinishSeconds = seconds,
        Late = new Spread(0, late / 2, late, late * 1.5),
        Cpu = new CpuUse(1.25, 0.25, 2.5),
    };

    private static ThroughputFigures Throughput(double perSecond) => new()
    {
        Requests = 1_000_000,
        PerSecond = perSecond,
        SlowestPerSecond = perSecond * 0.9,
        FastestPerSecond = perSecond * 1.1,
        AllocatedBytesPerRequest = 120,
        ServerMicrosecondsPerRequest = 12.5,
        ClientMicrosecondsPerRequest = 5.5,
        Cpu = new CpuUse(12, 5, 10),
    };

    private static StreamFigures Streams(double p99) => new()
    {
        Streams = 2000,
        Refused = 0,
        Failed = 0,
        Frames = 400_000,
        FramesPerSecond = 40_000,
        Error = new Spread(0, 2, p99, p99 * 2),
        Drift = new Spread(-1, 0.5, 4, 6),
        FirstFrame = new Spread(0.1, 0.3, 3, 9),
        Cpu = new CpuUse(8.5, 6, 15),
    };
}
