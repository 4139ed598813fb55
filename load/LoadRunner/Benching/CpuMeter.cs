using LoadRunner.Pacing;

namespace LoadRunner.Benching;

/// <summary>Tells the processor time that server, client and everybody else have used since it was made.</summary>
internal sealed class CpuMeter(BenchServer server, RunClock clock)
{
    private readonly TimeSpan _server = server.Processor;
    private readonly TimeSpan _client = Environment.CpuUsage.TotalTime;
    private readonly double? _machine = MachineCpu.ReadSeconds();
    private readonly long _sinceNs = clock.NowNs;

    public CpuUse Read()
    {
        var used = new CpuUse(
            (server.Processor - _server).TotalSeconds,
            (Environment.CpuUsage.TotalTime - _client).TotalSeconds,
            (clock.NowNs - _sinceNs) / 1e9);
        return used with
        {
            OthersSeconds = MachineCpu.ReadSeconds() - _machine is { } machine
                ? Math.Max(0, machine - used.ServerSeconds - used.ClientSeconds)
                : null,
        };
    }
}

/// <summary>The processor time of a trial, the time before and after the measurement included.</summary>
internal readonly record struct CpuUse(double ServerSeconds, double ClientSeconds, double ElapsedSeconds)
{
    /// <summary>
    /// What all other programs and the system took meanwhile, where the machine tells; much of it explains a bad figure.
    /// </summary>
    public double? OthersSeconds { get; init; }
}
