using System.Reflection;
using System.Xml.Linq;

namespace Harness.Tests.Architecture;

public sealed class ReferenceTests
{
    [Fact]
    public void ProjectFiles_EveryReference_IsInTheTable()
    {
        var violations = ProjectFiles().SelectMany(file =>
            ReferenceTable.Violations(Path.GetFileNameWithoutExtension(file), XDocument.Load(file)));

        Assert.Empty(violations);
    }

    [Fact]
    public void Table_EveryRow_IsAProject()
    {
        var projects = ProjectFiles().Select(Path.GetFileNameWithoutExtension).Order();

        Assert.Equal(ReferenceTable.Allowed.Keys.Order(), projects);
    }

    [Theory]
    [InlineData("Emulator")]
    [InlineData("ProviderClients")]
    [InlineData("ScenarioFile")]
    [InlineData("Auditor")]
    [InlineData("VirtualTime")]
    [InlineData("TestKit")]
    [InlineData("LoadRunner")]
    [InlineData("Harness")]
    public void CompiledAssembly_EveryReference_IsInTheTable(string project)
    {
        var linked = Assembly.Load(project).GetReferencedAssemblies()
            .Select(name => name.Name!)
            .Where(ReferenceTable.Allowed.ContainsKey);

        Assert.Subset(ReferenceTable.WithWhatComesAlong(project).ToHashSet(), linked.ToHashSet());
    }

    [Theory]
    [InlineData("Auditor", """<ProjectReference Include="../../emulator/Emulator/Emulator.csproj" />""")]
    [InlineData("ProviderClients", """<ProjectReference Include="..\..\emulator\Emulator\Emulator.csproj" />""")]
    [InlineData("Emulator", """<ProjectReference Include="../../src/ProviderClients/ProviderClients.csproj" ReferenceOutputAssembly="false" />""")]
    [InlineData("LoadRunner", """<ProjectReference Include="../../emulator/Emulator/Emulator.csproj" />""")]
    [InlineData("Emulator", """<Compile Include="../../src/ProviderClients/Limiting/Rate.cs" />""")]
    [InlineData("Auditor", """<Reference Include="Emulator.dll" />""")]
    [InlineData("Newcomer", "")]
    public void Violations_PlantedReference_IsFound(string project, string item)
    {
        var planted = XDocument.Parse($"<Project><ItemGroup>{item}</ItemGroup></Project>");

        Assert.Single(ReferenceTable.Violations(project, planted));
    }

    [Fact]
    public void Violations_TheLoadRunnersBuildOnlyReference_IsAllowed()
    {
        var project = XDocument.Parse(
            """<Project><ProjectReference Include="../../emulator/Emulator/Emulator.csproj" ReferenceOutputAssembly="false" /></Project>""");

        Assert.Empty(ReferenceTable.Violations("LoadRunner", project));
    }

    private static IEnumerable<string> ProjectFiles() => SourceTree.Files("*.csproj");
}
