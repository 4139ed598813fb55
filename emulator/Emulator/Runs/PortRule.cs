using System.Globalization;
using ScenarioFile;

namespace Emulator.Runs;

/// <summary>Ports are listened on when the server starts, and by all runs together, so no later scenario can ask for others.</summary>
internal static class PortRule
{
    /// <exception cref="ScenarioFormatException">The scenario asks for a port that is not listened on.</exception>
    public static RunScenario Check(RunScenario before, RunScenario after)
    {
        List<ScenarioProblem> problems = [];
        foreach (var (name, dialect) in after.Section.Dialects)
        {
            if (dialect.Port is { } port && before.Section.Dialects.GetValueOrDefault(name)?.Port != port)
            {
                problems.Add(new ScenarioProblem(
                    new ScenarioPlace(after.File, 1, 1),
                    $"emulator.dialects.{name}.port",
                    string.Create(CultureInfo.InvariantCulture, $"ports are listened on when the server starts, and {port} is not"),
                    "remove it, or start a server with this scenario"));
            }
        }

        return problems.Count > 0 ? throw new ScenarioFormatException(problems) : after;
    }
}
