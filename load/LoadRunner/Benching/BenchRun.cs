using System.Runtime.InteropServices;
using LoadRunner.Pacing;
using LoadRunner.Running;

namespace LoadRunner.Benching;

/// <summary>One bench from the command line to the exit code: check, measure, print.</summary>
internal sealed class BenchRun(TimeProvider timeProvider)
{
    /// <exception cref="LoadRunException">It cannot take place.</exception>
    public async Task<int> RunAsync(BenchOrder order, CancellationToken cancellationToken)
    {
        order.Check();
        ClientSockets.ContinueInline();
        RunClock clock = new(timeProvider);
        var host = HostProbe.Measure(clock, MonotonicSleep.Towards, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var report = new BenchReport
        {
            Runtime = $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}, {Configuration} build",
            Processors = Environment.ProcessorCount,
            HostOvershootP99Ms = host.Percentile(99) / 1e6,
            Delays = order.MeasuresDelays ? await new DelayBench(clock, Say).RunAsync(order, cancellationToken) : null,
            Streams = order.MeasuresStreams ? await new StreamBench(clock, Say).RunAsync(order, cancellationToken) : null,
            Throughput = order.Measures(BenchPart.Throughput)
                ? await new ThroughputBench(clock, Say).RunAsync(order, cancellationToken)
                : null,
            Memory = order.Measures(BenchPart.Memory) ? await new MemoryBench(clock, Say).RunAsync(order, cancellationToken) : null,
            Start = order.Measures(BenchPart.Start) ? await new StartBench(clock, Say).RunAsync(order, cancellationToken) : null,
            Pictures = order.Measures(BenchPart.Pictures) ? await new PictureBench(clock, Say).RunAsync(order, cancellationToken) : null,
        };
        await Console.Out.WriteAsync(BenchTable.Write(report));
        if (order.JsonFile is { } file)
        {
            await File.WriteAllTextAsync(file, BenchJson.Write(report), CancellationToken.None);
        }

        return report.AllHold ? ExitCode.Clean : ExitCode.Findings;
    }

    private static string Configuration => Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    private static void Say(string line) => Console.Error.WriteLine(line);
}
