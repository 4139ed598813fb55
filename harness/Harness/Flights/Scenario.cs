using Auditor;
using Emulator;
using Harness.Steps;
using LoadRunner.Scenarios;
using ScenarioFile;
using VirtualTime;

namespace Harness.Flights;

/// <summary>A scenario file with every section bound by its owner, ready to fly.</summary>
internal sealed record Scenario
{
    public required ScenarioDocument Document { get; init; }

    public required EmulatorSettings Emulator { get; init; }

    public required IReadOnlyList<Step> Steps { get; init; }

    /// <summary>Calls that arrive by the clock; <see langword="null"/> where there is no such section.</summary>
    public LoadSection? Load { get; init; }

    public required Expectations Expectations { get; init; }

    /// <summary>Reads a file and everything in it.</summary>
    /// <exception cref="ScenarioFormatException">Something in it is wrong.</exception>
    public static Scenario Read(string path)
    {
        var document = ScenarioDocument.Load(path);
        var scenario = new Scenario
        {
            Document = document,
            Emulator = EmulatorSettings.From(document),
            Steps = document.Section<IReadOnlyList<Step>>("steps") ?? [],
            Load = document.Section<LoadSection>("load"),
            Expectations = document.Section<Expectations>("expect") ?? new Expectations(),
        };

        // Complaints about dialects and operations come when the server is built; better now than after an hour of others.
        using var server = EmulatorApp.Build(scenario.Emulator, new VirtualClock()) as IDisposable;

        if (scenario.Load is null && scenario.Steps.Count == 0)
        {
            throw new ScenarioFormatException([new ScenarioProblem(
                new ScenarioPlace(path, 1, 1), "", "there is nothing to fly", "add a steps or a load section")]);
        }

        return scenario;
    }
}
