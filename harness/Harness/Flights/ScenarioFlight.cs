using Emulator;
using Emulator.Journal;
using Emulator.Outages;
using Harness.Steps;
using LoadRunner.Measuring;
using LoadRunner.Pacing;
using LoadRunner.Running;
using LoadRunner.Scenarios;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ScenarioFile;
using VirtualTime;

namespace Harness.Flights;

/// <summary>Flies one scenario: a server of its own, its steps, then its end; in process on the virtual clock, or on sockets.</summary>
internal sealed class ScenarioFlight(TimeProvider realTime)
{
    /// <summary>More lines than any virtual scenario writes; a flight that loses lines is void.</summary>
    private const int JournalCapacity = 2_000_000;

    private static readonly Uri InProcessAddress = new("http://127.0.0.1:5380");

    /// <exception cref="VirtualDeadlockException">Something waits for what will never come.</exception>
    public async Task<FlightRecord> FlyAsync(Scenario scenario, string folder, CancellationToken cancellationToken)
    {
        if (scenario.Document.Heading.Clock is ScenarioClock.Real)
        {
            return await FlyOnSocketsAsync(scenario, folder, cancellationToken);
        }

        var clock = new VirtualClock();
        return await VirtualRun.RunAsync(clock, _ => FlyInProcessAsync(scenario, folder, clock, cancellationToken));
    }

    private static async Task<FlightRecord> FlyInProcessAsync(
        Scenario scenario, string folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var server = EmulatorApp.Build(SettingsOf(scenario), clock, host => host.UseTestServer());
        await server.StartAsync(cancellationToken);
        var testServer = server.GetTestServer();
        testServer.BaseAddress = InProcessAddress;
        var transport = new InProcessTransport(
            testServer.CreateHandler(), server.Services.GetRequiredService<OutageBoard>().IsOut);
        return await FlyStepsAsync(scenario, new Surroundings(server, InProcessAddress, transport, clock), folder, cancellationToken);
    }

    private async Task<FlightRecord> FlyOnSocketsAsync(Scenario scenario, string folder, CancellationToken cancellationToken)
    {
        await using var server = EmulatorApp.Build(SettingsOf(scenario) with { Port = 0 }, realTime);
        await server.StartAsync(cancellationToken);
        var transport = new SocketsHttpHandler { AllowAutoRedirect = false };
        return await FlyStepsAsync(
            scenario, new Surroundings(server, new Uri(server.Urls.First()), transport, realTime), folder, cancellationToken);
    }

    private static async Task<FlightRecord> FlyStepsAsync(
        Scenario scenario, Surroundings around, string folder, CancellationToken cancellationToken)
    {
        var startedAt = around.Clock.GetTimestamp();
        using var clients = new FlightClients(around.Address, around.Transport, around.Clock, Path.Combine(folder, "images"));
        var results = await new StepFlight(clients.For, around.Clock).FlyAsync(scenario.Steps, cancellationToken);
        var lostCalls = scenario.Load is { } load ? await FlyLoadAsync(load, clients, around.Clock, cancellationToken) : 0;
        var elapsed = around.Clock.GetElapsedTime(startedAt);

        var journal = around.Server.Services.GetRequiredService<ExchangeJournal>();
        await around.Server.StopAsync(CancellationToken.None);
        await journal.CloseOpenAsync();
        return new FlightRecord
        {
            Steps = results,
            Journal = journal.Lines,
            LostJournalLines = journal.DroppedLines,
            LostCalls = lostCalls,
            Audit = clients.AuditLines,
            Elapsed = elapsed,
        };
    }

    /// <summary>The arrivals of a <c>load</c> section, paced by the flight's clock; a warm-up warms nothing here and is left out.</summary>
    /// <returns>How many calls were dropped or left behind, so that the flight proves nothing.</returns>
    private static async Task<long> FlyLoadAsync(
        LoadSection load, FlightClients clients, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        RunClock clock = new(timeProvider);
        using var targets = clients.Targets(load, timeProvider);
        var record = await new LoadFlight(clock, new TimeProviderPump(clock)).FlyAsync(
            FlightPlan.Of(load, targets.Targets), new CallRecorder(load.Targets.Count), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var dropped = load.AllowDrops ? 0 : record.Measurements.Targets.Sum(target => target.Dropped);
        return dropped + record.LeftBehind;
    }

    private static EmulatorSettings SettingsOf(Scenario scenario) =>
        scenario.Emulator with { JournalCapacity = JournalCapacity };

    /// <summary>What differs between a flight in process and one on sockets.</summary>
    private sealed record Surroundings(WebApplication Server, Uri Address, HttpMessageHandler Transport, TimeProvider Clock);
}
