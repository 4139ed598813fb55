using System.Xml.Linq;

namespace Harness.Tests.Architecture;

/// <summary>Which project may reference which; the README shows the same table to people.</summary>
internal static class ReferenceTable
{
    private static readonly string[] TestTools = ["VirtualTime", "TestKit"];

    /// <summary>Every project there is, with what it may reference.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["Emulator"] = ["ScenarioFile"],
        ["ProviderClients"] = [],
        ["ScenarioFile"] = [],
        ["Auditor"] = [],
        ["VirtualTime"] = [],
        ["TestKit"] = [],
        ["LoadRunner"] = ["ProviderClients", "Auditor", "ScenarioFile"],
        ["Harness"] = ["Emulator", "ProviderClients", "Auditor", "ScenarioFile", "LoadRunner", "VirtualTime"],
        ["Emulator.Tests"] = ["Emulator", .. TestTools],
        ["Emulator.BrowserTests"] = ["Emulator", .. TestTools],
        ["ProviderClients.Tests"] = ["ProviderClients", .. TestTools],
        ["LoadRunner.Tests"] = ["LoadRunner", .. TestTools],
        ["Harness.Tests"] =
        [
            "Emulator", "ProviderClients", "Auditor", "ScenarioFile", "LoadRunner", "Harness", .. TestTools,
        ],
    };

    /// <summary>The load runner starts the emulator as a process; it is built with it and never linked.</summary>
    private static readonly (string From, string To) BuildOnly = ("LoadRunner", "Emulator");

    /// <summary>Everything in one project file that the table does not allow.</summary>
    public static IReadOnlyList<string> Violations(string project, XDocument projectFile)
    {
        if (!Allowed.TryGetValue(project, out var allowed))
        {
            return [$"{project} is not in the table of allowed references; add it there and in the README, with its reason"];
        }

        List<string> violations = [];
        foreach (var reference in projectFile.Descendants("ProjectReference"))
        {
            var target = Path.GetFileNameWithoutExtension(((string?)reference.Attribute("Include") ?? "").Replace('\\', '/'));
            var isBuildOnly = (string?)reference.Attribute("ReferenceOutputAssembly") is "false" && (project, target) == BuildOnly;
            if (!isBuildOnly && !allowed.Contains(target))
            {
                violations.Add($"{project} references {target}, which the table does not allow");
            }
        }

        violations.AddRange(projectFile.Descendants("Compile").Concat(projectFile.Descendants("Reference"))
            .Select(item => (string?)item.Attribute("Include"))
            .Where(path => path is not null && (path.Contains("..", StringComparison.Ordinal) || path.EndsWith(".dll", StringComparison.Ordinal)))
            .Select(path => $"{project} links {path}; two projects share no file"));
        return violations;
    }

    /// <summary>What an assembly may be linked with: the table's row and whatever comes with it.</summary>
    public static IReadOnlySet<string> WithWhatComesAlong(string project) =>
        Allowed[project].SelectMany(name => WithWhatComesAlong(name).Append(name)).ToHashSet();
}
