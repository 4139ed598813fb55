using Harness.Facts;

namespace Harness.Tests.Contracts;

/// <summary>The emulator's own page sends its readers to the facts that are not imitated, and nowhere else.</summary>
public sealed class NotImitatedTests
{
    public static TheoryData<string> Dialects => [.. FactsFolder.All.Select(folder => folder.Facts.Dialect)];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Readme_OfADialectWithFacts_LinksToWhatIsNotImitated(string dialect)
    {
        var folder = FactsFolder.All.Single(folder => folder.Facts.Dialect == dialect);
        var readme = File.ReadAllText(RepositoryRoot.File("emulator", "README.md")).ReplaceLineEndings("\n");
        var page = readme[readme.IndexOf("## Not imitated", StringComparison.Ordinal)..];
        var section = page.Split($"\n{dialect}:\n")[1].Split("\n\n")[0];

        var link = $"(../{Path.GetRelativePath(RepositoryRoot.Folder, folder.Path).Replace('\\', '/')}/{FactsFile.Name}#not-imitated)";
        Assert.Contains(link, section, StringComparison.Ordinal);
        Assert.Contains("\n## Not imitated\n", File.ReadAllText(Path.Combine(folder.Path, FactsFile.Name)).ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.NotEmpty(folder.Facts.NotImitated);
        Assert.All(folder.Facts.NotImitated, row => Assert.False(string.IsNullOrWhiteSpace(row.WhyNot), row.Id));
    }
}
