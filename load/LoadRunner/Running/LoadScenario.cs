using Auditor;
using LoadRunner.Scenarios;
using ScenarioFile;

namespace LoadRunner.Running;

/// <summary>A scenario file as far as a load run needs it, read and checked before anything is started.</summary>
internal sealed record LoadScenario
{
    public required ScenarioDocument Document { get; init; }

    public required LoadSection Load { get; init; }

    public required Expectations Expect { get; init; }

    /// <exception cref="ScenarioFormatException">The file is not a scenario.</exception>
    /// <exception cref="LoadRunException">The scenario has nothing to fly here.</exception>
    public static LoadScenario Read(string path)
    {
        var document = ScenarioDocument.Load(path);
        return new LoadScenario
        {
            Document = document,
            Load = document.Section<LoadSection>("load") ?? throw new LoadRunException(
                ExitCode.UnusableInput,
                $"{path} has no load section, so there is nothing to run here; add one, or fly its steps with harness/Harness."),
            Expect = document.Section<Expectations>("expect") ?? new Expectations(),
        };
    }
}
