using System.Reflection;
using System.Runtime.InteropServices;
using LoadRunner.Cli;
using LoadRunner.Judging;
using LoadRunner.Measuring;
using LoadRunner.Pacing;
using LoadRunner.Reporting;
using LoadRunner.Targets;
using ScenarioFile;

namespace LoadRunner.Running;

/// <summary>One run from the command line to the exit code: start, warm up, fly, stop, judge, report.</summary>
internal sealed class LoadRun(TimeProvider timeProvider)
{
    /// <exception cref="ScenarioFormatException">The file is not a scenario.</exception>
    /// <exception cref="LoadRunException">The run cannot take place.</exception>
    public async Task<int> RunAsync(LoadOrder order, CancellationToken cancellationToken)
    {
        var scenario = LoadScenario.Read(order.Scenario);
        OutputFolder output = new(order.OutFolder, scenario.Document.Name);
        await using var emulator = order.EmulatorUrl is { } url
            ? await RunningEmulator.AtAsync(url, timeProvider, cancellationToken)
            : await RunningEmulator.StartAsync(
                EmulatorCommand.For(order.Scenario, output.Journal, AppContext.BaseDirectory), timeProvider, cancellationToken);

        var run = await FlyAsync(order, scenario, output, emulator, cancellationToken);
        var report = ReportBuilder.Build(run);
        var json = JsonReport.Write(report);
        await File.WriteAllTextAsync(output.Report, json, CancellationToken.None);
        if (!order.IsQuiet)
        {
            await Console.Out.WriteAsync(order.IsJson ? json : TextReport.Write(report));
            await Console.Error.WriteLineAsync($"report: {output.Report}");
        }

        return report.ExitCode;
    }

    private async Task<FlownRun> FlyAsync(
        LoadOrder order, LoadScenario scenario, OutputFolder output, RunningEmulator emulator, CancellationToken cancellationToken)
    {
        RunClock clock = new(timeProvider);
        LoadFlight flight = new(clock, new DedicatedThreadPump(clock, MonotonicSleep.Towards));
        var probe = HostProbe.Measure(clock, MonotonicSleep.Towards, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        using var targets = TargetSet.For(scenario.Load, emulator.BaseUrl, output.Audit, timeProvider);
        await WarmUpAsync(flight, scenario, emulator, cancellationToken);

        var timing = await emulator.TimingAsync(cancellationToken);
        var used = GeneratorMeter.Read();
        var startedAt = timeProvider.GetUtcNow();
        var record = await FlyMeasuredAsync(flight, FlightPlan.Of(scenario.Load, targets.Targets), order, cancellationToken);
        used = GeneratorMeter.Read() - used;
        targets.Dispose();

        var lateness = EmulatorTiming.VoidReason(timing, await emulator.TimingAsync(CancellationToken.None));
        var emulatorEnd = await emulator.EarlyEndAsync();
        return new FlownRun
        {
            Scenario = scenario,
            StartedAt = startedAt,
            Flight = record,
            Judgement = await JudgeAsync(scenario, output, emulator),
            EmulatorEnd = emulatorEnd,
            EmulatorLateness = lateness,
            HostProbe = probe,
            Used = used,
            Pump = MonotonicSleep.Describe,
            Environment = EnvironmentOf(emulator),
        };
    }

    private async Task WarmUpAsync(
        LoadFlight flight, LoadScenario scenario, RunningEmulator emulator, CancellationToken cancellationToken)
    {
        if (scenario.Load.WarmUp is not { } warmUp)
        {
            return;
        }

        var load = scenario.Load with
        {
            Targets = [.. scenario.Load.Targets.Select(target => target with { Key = warmUp.Key })],
        };
        using var targets = TargetSet.For(load, emulator.BaseUrl, auditFile: null, timeProvider);
        await flight.FlyAsync(
            FlightPlan.OfWarmUp(load, warmUp.Duration, targets.Targets), new CallRecorder(load.Targets.Count), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        // What the warm-up left behind must not be collected in the middle of the measurement.
        GC.Collect();
    }

    private async Task<FlightRecord> FlyMeasuredAsync(
        LoadFlight flight, FlightPlan plan, LoadOrder order, CancellationToken cancellationToken)
    {
        CallRecorder recorder = new(plan.Targets.Count);
        await using var progress = order.IsQuiet || order.IsJson
            ? null
            : new ProgressDisplay(recorder, Console.Error, timeProvider, !Console.IsErrorRedirected);
        return await flight.FlyAsync(plan, recorder, cancellationToken);
    }

    private static async Task<Judgement> JudgeAsync(LoadScenario scenario, OutputFolder output, RunningEmulator emulator)
    {
        try
        {
            await emulator.FinishJournalAsync(output.Journal, CancellationToken.None);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Judgement.Impossible($"the emulator's journal cannot be had ({e.Message.TrimEnd('.')})");
        }

        return RunJudge.Judge(scenario, new RunEvidence(output.Journal, output.Audit, scenario.Load.WarmUp?.Key));
    }

    private static EnvironmentReport EnvironmentOf(RunningEmulator emulator) => new()
    {
        Runner = $"LoadRunner {typeof(LoadRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}",
        Runtime = RuntimeInformation.FrameworkDescription,
        System = RuntimeInformation.RuntimeIdentifier,
        Processors = Environment.ProcessorCount,
        Emulator = emulator.IsOwn ? "own process" : emulator.BaseUrl.ToString(),
    };
}
