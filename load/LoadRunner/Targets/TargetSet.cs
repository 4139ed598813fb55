using LoadRunner.Scenarios;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using ProviderClients;
using ProviderClients.Audit;

namespace LoadRunner.Targets;

/// <summary>The targets of one phase and what they hold open.</summary>
internal sealed class TargetSet(IReadOnlyList<ICallTarget> targets, IReadOnlyList<IDisposable> held) : IDisposable
{
    public IReadOnlyList<ICallTarget> Targets { get; } = targets;

    /// <summary>Makes the targets that the scenario asks for.</summary>
    /// <param name="load">What is called, and how.</param>
    /// <param name="emulator">Where the emulator is.</param>
    /// <param name="auditFile">Where the integration layer writes its audit log; none in a warm-up.</param>
    /// <param name="timeProvider">The run's clock.</param>
    public static TargetSet For(LoadSection load, Uri emulator, string? auditFile, TimeProvider timeProvider)
    {
        var phase = auditFile is null ? "warm-up" : "load";
        if (load.Client.Via is ClientVia.Plain)
        {
            return Plain(load, emulator, phase);
        }

        var sink = auditFile is null ? null : new FileAuditSink(auditFile);
        var set = Layer(load, emulator, new LayerSurroundings(timeProvider, sink, Transport: null, phase));
        return sink is null ? set : new TargetSet(set.Targets, [set, sink]);
    }

    /// <summary>Targets that go through the integration layer.</summary>
    public static TargetSet Layer(LoadSection load, Uri emulator, LayerSurroundings around)
    {
        var services = new ServiceCollection().AddSingleton(around.TimeProvider);
        if (around.AuditSink is { } sink)
        {
            services.AddSingleton(sink);
        }

        services.AddProviderClientServices();
        if (around.Transport is { } transport)
        {
            services.AddSingleton(new ProviderChance(Seed: 42, () => "unnamed"));
            services.ConfigureAll<HttpClientFactoryOptions>(options =>
                options.HttpMessageHandlerBuilderActions.Add(builder => builder.PrimaryHandler = transport));
        }

        var container = services.BuildServiceProvider();
        var layer = new LayerTargets(container.GetRequiredService<ProviderClientServices>(), emulator, load.Client);
        return new TargetSet([.. load.Targets.Select((target, i) => layer.For(target, $"{around.Phase}-{i}"))], [container]);
    }

    /// <summary>Targets that send bare requests.</summary>
    public static TargetSet Plain(LoadSection load, Uri emulator, string phase, HttpMessageHandler? transport = null)
    {
        HttpMessageInvoker invoker = new(
            transport ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }, disposeHandler: transport is null);
        return new TargetSet(
            [.. load.Targets.Select((target, i) => new PlainHttpTarget(invoker, emulator, target, $"{phase}-{i}"))],
            [invoker]);
    }

    public void Dispose()
    {
        foreach (var part in held)
        {
            part.Dispose();
        }
    }
}

/// <summary>What the integration layer runs in: the machine's clock and sockets, or a virtual flight's.</summary>
/// <param name="TimeProvider">The run's clock.</param>
/// <param name="AuditSink">Where audit lines go.</param>
/// <param name="Transport">How requests travel where not by sockets.</param>
/// <param name="Phase">The first part of every call's identity.</param>
internal sealed record LayerSurroundings(TimeProvider TimeProvider, IAuditSink? AuditSink, HttpMessageHandler? Transport, string Phase);
