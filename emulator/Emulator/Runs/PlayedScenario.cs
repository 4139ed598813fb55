using Emulator.Callbacks;
using Emulator.Exchanges;
using Emulator.Images.Captions;

namespace Emulator.Runs;

/// <summary>A scenario as a run plays it: every dialect with its rules and limits. What did not change keeps its counts.</summary>
internal sealed class PlayedScenario
{
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PlayedScenario(
        RunScenario scenario, RunSettings settings, IReadOnlyList<IDialect> dialects, PlayedScenario? previous)
    {
        Scenario = scenario;
        Settings = settings;
        CallbackHosts = new CallbackHosts(scenario.Section.CallbackHosts ?? []);
        Dialects =
        [
            .. dialects.Select((dialect, index) => new ServedDialect(
                dialect, scenario.Section.Dialects.GetValueOrDefault(dialect.Traits.Name), settings, previous?.Dialects[index])),
        ];
    }

    public RunScenario Scenario { get; }

    public RunSettings Settings { get; }

    public CallbackHosts CallbackHosts { get; }

    /// <summary>What pictures say of themselves.</summary>
    public CaptionStyle Captions => Scenario.Section.Pictures?.Caption ?? CaptionStyle.Full;

    /// <summary>Every dialect, in the order in which all runs have them.</summary>
    public IReadOnlyList<ServedDialect> Dialects { get; }

    /// <summary>Ends when another scenario has taken its place.</summary>
    public Task Left => _left.Task;

    public void Leave() => _left.TrySetResult();
}
