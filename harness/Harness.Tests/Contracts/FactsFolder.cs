using Harness.Facts;

namespace Harness.Tests.Contracts;

/// <summary>A dialect's folder of the contracts: its facts file, and the tests whose namespace is its path.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Facts">What its facts file says.</param>
internal sealed record FactsFolder(string Path, FactsFile Facts)
{
    private const string Root = "Harness.Tests.Contracts";

    public static IReadOnlyList<FactsFolder> All { get; } =
    [
        .. Directory.EnumerateFiles(RepositoryRoot.File("harness", "Harness.Tests", "Contracts"), FactsFile.Name, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => new FactsFolder(System.IO.Path.GetDirectoryName(file)!, FactsFile.Read(file))),
    ];

    public static FactsFolder Of(Type test) => All.FirstOrDefault(folder => folder.Holds(test))
        ?? throw new InvalidOperationException($"{test}: no {FactsFile.Name} stands in the folder of its namespace.");

    public bool Holds(Type test) => test.Namespace == $"{Root}.{Facts.Dialect.Replace('/', '.')}";
}
