using Harness.Flights;
using ScenarioFile;

namespace Harness.Commands;

/// <summary>Finds the scenario files that are meant, and reads them all before the first one flies.</summary>
internal static class ScenarioFiles
{
    private const string FolderName = "scenarios";

    /// <summary>The files given, folders among them opened; with none given, all of <c>scenarios/</c>.</summary>
    /// <exception cref="ScenarioFormatException">There is nothing to fly.</exception>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> given)
    {
        var places = given.Count > 0 ? given : [DefaultFolder()];
        var files = places.SelectMany(place => Directory.Exists(place)
            ? Directory.EnumerateFiles(place, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            : (IEnumerable<string>)[place]).ToList();
        return files.Count > 0 ? files : throw Nothing(places[0]);
    }

    /// <summary>Reads the files; the problems of all of them come together.</summary>
    /// <exception cref="ScenarioFormatException">Something in one of them is wrong.</exception>
    public static IReadOnlyList<Scenario> Load(IReadOnlyList<string> files)
    {
        List<Scenario> scenarios = [];
        List<ScenarioProblem> problems = [];
        foreach (var file in files)
        {
            try
            {
                scenarios.Add(Scenario.Read(file));
            }
            catch (ScenarioFormatException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        return problems.Count == 0 ? scenarios : throw new ScenarioFormatException(problems);
    }

    /// <summary>The nearest <c>scenarios</c> folder, from the working directory upwards.</summary>
    private static string DefaultFolder()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, FolderName);
            if (Directory.Exists(candidate))
            {
                return Path.GetRelativePath(Environment.CurrentDirectory, candidate);
            }
        }

        return FolderName;
    }

    private static ScenarioFormatException Nothing(string place) => new(
        [new ScenarioProblem(new ScenarioPlace(place, 1, 1), "", "there is no scenario here", "run from the checkout, or name a file")]);
}
