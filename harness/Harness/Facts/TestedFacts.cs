using System.Text.RegularExpressions;

namespace Harness.Facts;

/// <summary>
/// The ids of facts that have a test, read from the attributes in the source beside a facts file, so that nothing needs to run.
/// A test holds this to what the compiled tests say.
/// </summary>
internal static partial class TestedFacts
{
    public static IReadOnlySet<string> In(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => Marks().Matches(File.ReadAllText(file)))
        .Select(mark => mark.Groups[1].Value)
        .ToHashSet();

    [GeneratedRegex(@"^\s*\[(?:\w+, )*ProviderFact\(\s*""([^""]+)""", RegexOptions.Multiline)]
    private static partial Regex Marks();
}
