using Emulator.Runs;
using Microsoft.AspNetCore.TestHost;
using ScenarioFile;
using VirtualTime;

namespace Emulator.Tests.Runs;

/// <summary>A watched file: what is right is played, what is wrong is told and changes nothing.</summary>
public sealed class ScenarioWatchTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public async Task Reload_ChangedThenBrokenThenRepaired_PlaysTheLastUsableOne()
    {
        Write("failureRate: 0.1");
        var settings = EmulatorSettings.From(ScenarioDocument.Load(_file));
        await using var app = EmulatorApp.Build(settings, new VirtualClock(), host => host.UseTestServer());
        var runs = app.Services.GetRequiredService<RunRegistry>();
        await using StringWriter output = new();
        ScenarioWatch watch = new(runs, settings, new VirtualClock(), output);

        Write("failureRate: 0.5");
        await watch.ReloadAsync();
        Assert.Equal(0.5, RateOf(runs));
        Write("failureRate: 5");
        await watch.ReloadAsync();
        Assert.Equal(0.5, RateOf(runs));
        Assert.Contains("what was played before goes on", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("failureRate", output.ToString(), StringComparison.Ordinal);
        File.Delete(_file);
        await watch.ReloadAsync();
        Assert.Equal(0.5, RateOf(runs));
        Write("failureRate: 0.7");
        await watch.ReloadAsync();

        Assert.Equal(0.7, RateOf(runs));
    }

    public void Dispose() => File.Delete(_file);

    private static double? RateOf(RunRegistry runs) => runs.Common.Played.Scenario.Section.Dialects["DeepSeek/Chat"].FailureRate;

    private void Write(string key) =>
        File.WriteAllText(_file, $"version: 1\ntitle: watched\nemulator:\n  dialects:\n    DeepSeek/Chat: {{{key}}}\n");
}
