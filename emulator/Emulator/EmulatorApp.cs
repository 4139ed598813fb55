using System.Net;
using Emulator.Callbacks;
using Emulator.Control;
using Emulator.DeepSeek.Chat;
using Emulator.Exchanges;
using Emulator.Flux.Bfl;
using Emulator.Flux.ImagePig;
using Emulator.Journal;
using Emulator.NanoBanana.Native;
using Emulator.Outages;
using Emulator.Scenarios;
using Emulator.Timing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Emulator;

/// <summary>The whole server on one screen: its services, the order of its parts, and the list of dialects.</summary>
internal static class EmulatorApp
{
    /// <summary>Every dialect there is; the only place that names them all.</summary>
    public static IReadOnlyList<IDialect> Dialects() =>
    [
        new DeepSeekChatEndpoints(),
        new NanoBananaNativeEndpoints(),
        new BflEndpoints(),
        new ImagePigEndpoints(),
    ];

    /// <summary>Builds a server that is not yet started.</summary>
    /// <param name="settings">What it is told.</param>
    /// <param name="timeProvider">The clock of everything in it.</param>
    /// <param name="configureHost">Another transport than sockets, for a run in one process.</param>
    /// <exception cref="ScenarioFile.ScenarioFormatException">The scenario names something that does not exist.</exception>
    public static WebApplication Build(
        EmulatorSettings settings, TimeProvider timeProvider, Action<IWebHostBuilder>? configureHost = null)
    {
        var dialects = Dialects();
        ScenarioCheck.Check(settings.Scenario, settings.Document, dialects);
        var images = AnswerImages.Read(settings.Scenario, settings.Document);

        UnbufferedOutput.EndConnectionsWithFin();
        IReadOnlyList<PortOutages> ports = [new("the common port", settings.Port, new OutageSchedule([])), .. OwnPorts(settings)];
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(new EmulatorClock(timeProvider, settings.LateAfter));
        builder.Services.AddSingleton(_ => new ExchangeJournal(
            settings.JournalCapacity, settings.JournalFile is { } path ? new JournalFile(path) : null));
        builder.Services.AddSingleton(services => new CallbackSender(
            services.GetRequiredService<EmulatorClock>(),
            services.GetRequiredService<ExchangeJournal>(),
            new CallbackHosts(settings.Scenario.CallbackHosts ?? []),
            new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })));
        builder.Services.AddSingleton<OutageBoard>();
        builder.Services.AddSingleton<ExchangePipeline>();
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        ConsoleLines.Add(builder.Logging, settings.LogLevel);
        // A request is answered on the thread that learned of it; nothing on its way ever blocks one.
        builder.Services.Configure<SocketTransportOptions>(static sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.AddSingleton<IConnectionListenerFactory>(services => new OutageTransport(
            services.GetRequiredService<EmulatorClock>(),
            ports,
            services.GetRequiredService<IOptions<SocketTransportOptions>>(),
            services.GetRequiredService<ILoggerFactory>()));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // BodyReader has the bound, and the dialect the answer
            foreach (var port in ports)
            {
                kestrel.Listen(IPAddress.Parse(settings.Host), port.Port, listen => listen.UseUnbufferedOutput());
            }
        });
        configureHost?.Invoke(builder.WebHost);

        var app = builder.Build();
        var run = new RunSettings(
            settings.EffectiveSeed,
            settings.DefaultFailureRate,
            ScenarioFingerprint.Of(settings.Scenario, settings.DefaultFailureRate),
            settings.Replay)
        {
            Images = images,
            Profile = settings.Scenario.Profile ?? ProfileName.Quick,
        };
        var served = dialects.Select(dialect => new ServedDialect(
            dialect, settings.Scenario.Dialects.GetValueOrDefault(dialect.Traits.Name), run)).ToArray();
        var outages = app.Services.GetRequiredService<OutageBoard>();
        foreach (var dialect in served)
        {
            outages.Add(dialect, OutageSchedule.Of(settings.Scenario.Dialects.GetValueOrDefault(dialect.Name) ?? new DialectSection()));
        }

        var pipeline = app.Services.GetRequiredService<ExchangePipeline>();
        foreach (var (dialect, operation) in served.SelectMany(one => one.Dialect.Operations.Select(each => (one, each))))
        {
            foreach (var route in operation.Routes)
            {
                app.MapMethods(route, [operation.Method], http => pipeline.RunAsync(http, dialect, operation));
            }
        }

        StatusEndpoints.Map(app);
        ControlEndpoints.Map(app, served);
        return app;
    }

    /// <summary>The dialects' own ports, in the order in which they are listened on after the common one.</summary>
    public static IEnumerable<PortOutages> OwnPorts(EmulatorSettings settings) => settings.Scenario.Dialects
        .Where(dialect => dialect.Value.Port is not null)
        .Select(dialect => new PortOutages(dialect.Key, dialect.Value.Port!.Value, OutageSchedule.Of(dialect.Value)));
}
