using System.Globalization;
using Harness.Clients;
using Harness.Steps;
using LoadRunner.Scenarios;
using LoadRunner.Targets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using ProviderClients;
using ProviderClients.Audit;

namespace Harness.Flights;

/// <summary>Every client of one flight: one clock, one transport, one audit log.</summary>
internal sealed class FlightClients : IDisposable
{
    private readonly MemoryAuditSink _audit = new();
    private readonly ServiceProvider _container;
    private readonly HttpMessageHandler _transport;
    private readonly Uri _emulator;
    private readonly string _imageFolder;
    private int _lastCallId;

    /// <param name="emulator">Where the emulator is.</param>
    /// <param name="transport">How requests get there.</param>
    /// <param name="timeProvider">The flight's clock.</param>
    /// <param name="imageFolder">Where pictures go.</param>
    public FlightClients(Uri emulator, HttpMessageHandler transport, TimeProvider timeProvider, string imageFolder)
    {
        _emulator = emulator;
        _transport = transport;
        _imageFolder = imageFolder;
        var services = new ServiceCollection()
            .AddSingleton(timeProvider)
            .AddSingleton<IAuditSink>(_audit)
            .AddSingleton(new ProviderChance(Seed: 42, NewCallId))
            .AddProviderClientServices()
            .ConfigureAll<HttpClientFactoryOptions>(options =>
                options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = transport));
        _container = services.BuildServiceProvider();
    }

    /// <summary>What the integration layer wrote about its attempts.</summary>
    public IReadOnlyList<string> AuditLines => _audit.Lines;

    public IStepClient For(Step step) => step.Client switch
    {
        StepClientKind.Naive => new NaiveClient(_transport, _emulator),
        _ => IntegrationClient.For(step, _emulator, _container.GetRequiredService<ProviderClientServices>(), _imageFolder),
    };

    /// <summary>The targets of a <c>load</c> section, on the same clock, transport and audit log.</summary>
    public TargetSet Targets(LoadSection load, TimeProvider timeProvider) => load.Client.Via is ClientVia.Plain
        ? TargetSet.Plain(load, _emulator, "load", _transport)
        : TargetSet.Layer(load, _emulator, new LayerSurroundings(timeProvider, _audit, _transport, "load"));

    public void Dispose()
    {
        _container.Dispose();
        _transport.Dispose();
    }

    /// <summary>Numbered, so that a flight is the same every time.</summary>
    private string NewCallId() =>
        string.Create(CultureInfo.InvariantCulture, $"call-{Interlocked.Increment(ref _lastCallId)}");
}
