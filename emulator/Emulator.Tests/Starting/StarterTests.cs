using Emulator.Starting;
using ScenarioFile;

namespace Emulator.Tests.Starting;

/// <summary>What <c>init</c> writes can be used, as it is and with every example switched on.</summary>
public sealed class StarterTests
{
    private const string Example = "#: ";

    [Fact]
    public void Starter_AsWritten_CanBeUsed()
    {
        Check(StarterFiles.Scenario);
    }

    [Fact]
    public void Starter_WithEveryExample_CanBeUsed()
    {
        Check(StarterFiles.Scenario.Replace(Example, "", StringComparison.Ordinal));
    }

    [Fact]
    public void Schema_CarriedAlong_IsTheFileThatEditorsRead()
    {
        var file = File.ReadAllText(RepositoryRoot.File("scenarios", StarterFiles.SchemaName));

        Assert.Equal(file, StarterFiles.Schema);
    }

    private static void Check(string text) =>
        EmulatorSettings.From(ScenarioDocument.Parse(text, "starter.yaml")).FirstScenario(EmulatorApp.Dialects());
}
