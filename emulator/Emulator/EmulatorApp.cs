using System.Net;
using Emulator.Control;
using Emulator.DeepSeek.Chat;
using Emulator.Exchanges;
using Emulator.Flux.Bfl;
using Emulator.Flux.ImagePig;
using Emulator.Journal;
using Emulator.NanoBanana.Gemini;
using Emulator.NanoBanana.Native;
using Emulator.NanoBanana.TaskApi;
using Emulator.Network;
using Emulator.Outages;
using Emulator.Page;
using Emulator.Runs;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Emulator;

/// <summary>The whole server on one screen: its services, the order of its parts, and the list of dialects.</summary>
internal static class EmulatorApp
{
    /// <summary>Every dialect there is; the only place that names them all.</summary>
    /// <param name="memory">How much they may remember; nothing has happened in them yet.</param>
    public static IReadOnlyList<IDialect> Dialects(DialectMemory? memory = null)
    {
        memory ??= new DialectMemory();
        return
        [
            new DeepSeekChatEndpoints(),
            new NanoBananaNativeEndpoints(memory),
            new GeminiEndpoints(memory),
            new TaskApiEndpoints(memory),
            new BflEndpoints(memory),
            new ImagePigEndpoints(memory),
        ];
    }

    /// <summary>Builds a server that is not yet started.</summary>
    /// <param name="settings">What it is told.</param>
    /// <param name="timeProvider">The clock of everything in it.</param>
    /// <param name="configureHost">Another transport than sockets, for a run in one process.</param>
    /// <exception cref="ScenarioFile.ScenarioFormatException">The scenario names something that does not exist.</exception>
    public static WebApplication Build(
        EmulatorSettings settings, TimeProvider timeProvider, Action<IWebHostBuilder>? configureHost = null)
    {
        var dialects = Dialects();
        var scenario = settings.FirstScenario(dialects);

        UnbufferedOutput.EndConnectionsWithFin();
        var traits = dialects.Select(dialect => dialect.Traits).ToArray();
        RunHost host = new(settings, timeProvider);
        EmulatorRun common = new("", host, scenario, new ExchangeJournal(
            settings.JournalCapacity, settings.JournalFile is { } path ? new JournalFile(path) : null));
        IReadOnlyList<PortOutages> ports = [new("the common port", settings.Port), .. OwnPorts(settings)];
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(_ => host);
        builder.Services.AddSingleton(_ => new RunRegistry(host, common, settings.Runs));
        builder.Services.AddSingleton(common.Clock);
        builder.Services.AddSingleton(common.Journal);
        builder.Services.AddSingleton(new OutageBoard(common));
        builder.Services.AddSingleton<TrafficMetrics>();
        NetworkLayer.Add(builder.Services, settings.Network, traits, timeProvider);
        builder.Services.AddSingleton<ExchangePipeline>();
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        ConsoleLines.Add(builder.Logging, settings.LogLevel);
        // A request is answered on the thread that learned of it; what computes for long leaves it first (ExchangePipeline).
        builder.Services.Configure<SocketTransportOptions>(static sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Services.AddSingleton<IConnectionListenerFactory>(services => new BoundedTransport(
            new OutageTransport(
                services.GetRequiredService<OutageBoard>(),
                ports,
                services.GetRequiredService<IOptions<SocketTransportOptions>>(),
                services.GetRequiredService<ILoggerFactory>()),
            services.GetRequiredService<ConnectionGate>()));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // BodyReader has the bound, and the dialect the answer
            foreach (var port in ports)
            {
                kestrel.Listen(IPAddress.Parse(settings.Host), port.Port, static listen => NetworkLayer.Listen(listen, certificate: null));
            }

            NetworkLayer.Bound(kestrel.Limits, settings.Network);
            if (settings.Network is { HttpsPort: { } httpsPort, Certificate: { } certificate })
            {
                kestrel.Listen(IPAddress.Parse(settings.Host), httpsPort, listen => NetworkLayer.Listen(listen, certificate));
            }
        });
        configureHost?.Invoke(builder.WebHost);

        var app = builder.Build();
        app.UseRunSelection();
        NetworkLayer.Use(app, settings, traits);
        MapDialects(app, common.Dialects, app.Services.GetRequiredService<ExchangePipeline>());
        StatusEndpoints.Map(app);
        MetricsEndpoint.Map(app);
        PageEndpoints.Map(app);
        ControlEndpoints.Map(app, common.Dialects);
        return app;
    }

    /// <summary>The dialects' own ports, in the order in which they are listened on after the common one.</summary>
    public static IEnumerable<PortOutages> OwnPorts(EmulatorSettings settings) => settings.Scenario.Dialects
        .Where(dialect => dialect.Value.Port is not null)
        .Select(dialect => new PortOutages(dialect.Key, dialect.Value.Port!.Value) { IsOwn = true });

    /// <summary>Every run has the same dialects with the same operations, so their places say which is asked for.</summary>
    private static void MapDialects(WebApplication app, IReadOnlyList<ServedDialect> dialects, ExchangePipeline pipeline)
    {
        foreach (var (dialect, served) in dialects.Index())
        {
            foreach (var (number, operation) in served.Dialect.Operations.Index())
            {
                foreach (var route in operation.Routes)
                {
                    RequestDelegate answer = http => pipeline.RunAsync(http, dialect, number);
                    _ = operation.Method == Operation.AnyMethod
                        ? app.Map(route, answer)
                        : app.MapMethods(route, [operation.Method], answer);
                }
            }
        }
    }
}
