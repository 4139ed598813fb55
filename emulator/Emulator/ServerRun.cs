using System.Runtime.InteropServices;
using Emulator.Journal;
using Emulator.Network;
using Emulator.Runs;

namespace Emulator;

/// <summary>One run of the server as a program: start, tell people where it is, wait to be stopped, leave nothing unwritten.</summary>
internal static class ServerRun
{
    /// <exception cref="UnusableInputException">The port or the journal's file cannot be had.</exception>
    public static async Task<int> ServeAsync(EmulatorSettings settings, TimeProvider timeProvider, bool stopsWithStdin)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        settings = await WithCertificateAsync(settings, timeProvider);
        await using var app = Build(settings, timeProvider);
        try
        {
            await app.StartAsync();
        }
        catch (IOException e)
        {
            throw new UnusableInputException(
                $"Cannot listen on {settings.Host}:{Ports(settings)} ({e.InnerException?.Message ?? e.Message}); stop the program that uses the port, or give another with --port (0 takes any free one).");
        }

        await Console.Out.WriteAsync(Greeting([.. app.Urls], settings));
        if (stopsWithStdin)
        {
            _ = WatchStdinAsync(stop);
        }

        using CancellationTokenSource watching = new();
        var watch = settings.WatchesScenario
            ? new ScenarioWatch(app.Services.GetRequiredService<RunRegistry>(), settings, timeProvider, Console.Out).RunAsync(watching.Token)
            : Task.CompletedTask;
        await stop.Task;
        await watching.CancelAsync();
        await watch;

        // Lines of exchanges that are still going on say so; stopping would make them look cancelled by their clients.
        await app.Services.GetRequiredService<ExchangeJournal>().CloseOpenAsync();
        await app.StopAsync();
        var lateness = app.Services.GetRequiredService<EmulatorClock>().Lateness;
        if (!lateness.IsTimingValid)
        {
            await Console.Error.WriteLineAsync($"warning: {lateness.Sentence}.");
        }

        return ServerCommand.ExitClean;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }
    }

    private static async Task<EmulatorSettings> WithCertificateAsync(EmulatorSettings settings, TimeProvider timeProvider)
    {
        if (settings.Network.HttpsPort is null)
        {
            return settings;
        }

        var traits = EmulatorApp.Dialects().Select(static dialect => dialect.Traits);
        var certificate = await ServerCertificate.MakeAsync(settings.Network, traits, timeProvider, CancellationToken.None);
        foreach (var note in certificate.Notes)
        {
            await Console.Error.WriteLineAsync($"warning: {note}.");
        }

        return settings with { Network = settings.Network with { Certificate = certificate } };
    }

    private static WebApplication Build(EmulatorSettings settings, TimeProvider timeProvider)
    {
        try
        {
            return EmulatorApp.Build(settings, timeProvider);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusableInputException(
                $"The journal {settings.JournalFile} cannot be written ({e.Message.TrimEnd('.')}); give another file with --journal.");
        }
    }

    private static string Ports(EmulatorSettings settings) => string.Join(
        " and ",
        EmulatorApp.OwnPorts(settings).Select(port => port.Port).Prepend(settings.Port)
            .Concat(settings.Network.HttpsPort is { } https ? [https] : []));

    private static string Greeting(IReadOnlyList<string> urls, EmulatorSettings settings)
    {
        // The server's addresses stand in the order in which its ports were asked for.
        var ownUrls = EmulatorApp.OwnPorts(settings).Zip(urls.Skip(1)).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        var text = new System.Text.StringBuilder();
        text.AppendLine($"Emulator is listening on {urls[0]}, seed {settings.EffectiveSeed}. Paste what you need; Ctrl-C stops it.");
        foreach (var traits in EmulatorApp.Dialects().Select(static dialect => dialect.Traits))
        {
            var url = ownUrls.GetValueOrDefault(traits.Name, urls[0]);
            text.AppendLine($"export {traits.EnvironmentPrefix}_BASE_URL={url}{traits.BasePath}");
            text.AppendLine($"export {traits.EnvironmentPrefix}_API_KEY={traits.DummyKey}");
        }

        NetworkGreeting.Append(text, urls[0], urls.FirstOrDefault(IsTls), settings.Network);
        return text.ToString();

        static bool IsTls(string url) => url.StartsWith("https:", StringComparison.Ordinal);
    }

    private static async Task WatchStdinAsync(TaskCompletionSource stop)
    {
        await Task.Yield();
        var buffer = new byte[256];
        await using var input = Console.OpenStandardInput();
        while (await input.ReadAsync(buffer) > 0)
        {
            // Whatever is written to the server's input means nothing; only its end does.
        }

        stop.TrySetResult();
    }
}
