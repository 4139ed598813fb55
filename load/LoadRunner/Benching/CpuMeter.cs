using LoadRunner.Pacing;

namespace LoadRunner.Benching;

/// <summary>Tells the processor time that server and client have used since it was made.</summary>
internal sealed class CpuMeter(BenchServer server, RunClock clock)
{
    private readonly TimeSpan _server = server.Processor;
    private readonly TimeSpan _client = Environment.CpuUsage.TotalTime;
    private readonly long _sinceNs = clock.NowNs;

    public CpuUse Read() => new(
        (server.Processor - _server).TotalSeconds,
        (Environment.CpuUsage.TotalTime - _client).TotalSeconds,
        (clock.NowNs - _sinceNs) / 1e9);
}

/// <summary>The processor time of a trial, the time before and after the measurement included.</summary>
internal readonly record struct CpuUse(double ServerSeconds, double ClientSeconds, double ElapsedSeconds);
