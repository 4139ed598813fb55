using Emulator.Exchanges;
using ScenarioFile;

namespace Emulator.Runs;

/// <summary>
/// Plays a scenario file anew whenever it changes. It looks twice a second, because editors save in too many ways for
/// notifications, and network folders send none.
/// </summary>
internal sealed class ScenarioWatch(RunRegistry runs, EmulatorSettings settings, TimeProvider timeProvider, TextWriter output)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private readonly string _path = settings.Document!.File;

    /// <summary>Watches until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var seen = Stamp();
        using PeriodicTimer timer = new(Period, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (Stamp() is var now && now != seen)
                {
                    seen = now;
                    await ReloadAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Reads the file; a broken one changes nothing.</summary>
    public async Task ReloadAsync()
    {
        try
        {
            var fresh = EmulatorSettings.From(ScenarioDocument.Load(_path)) with { Seed = settings.Seed };
            fresh = settings.ProfileInFront is { } profile ? fresh.WithProfile(profile) : fresh;
            IReadOnlyList<IDialect> dialects = [.. runs.Common.Dialects.Select(served => served.Dialect)];
            runs.Common.Edit(before => PortRule.Check(before, fresh.FirstScenario(dialects)));
            await output.WriteLineAsync($"{_path} was read again and is played from now on.");
        }
        catch (ScenarioFormatException e)
        {
            await output.WriteLineAsync($"warning: {_path} was changed and cannot be used; what was played before goes on.");
            await output.WriteLineAsync(e.Message);
        }
    }

    private (DateTime Written, long Length) Stamp()
    {
        FileInfo file = new(_path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
    }
}
