using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Harness.Tests.Architecture;

/// <summary>House rules that no analyzer knows; each message says what to do.</summary>
public sealed partial class TidyTests
{
    private const int LongestFileInLines = 300;

    [Fact]
    public void TypeNames_SayWhatTheyDo() => AssertNone("*.cs", (file, text) =>
        VagueTypeName().Matches(text).Select(match =>
            $"{file}: {match.Groups[1].Value} ends in a word that says nothing; name what it does"));

    [Fact]
    public void SourceFiles_AreShort() => AssertNone("*.cs", (file, text) =>
        text.Count(letter => letter == '\n') is var lines and > LongestFileInLines
            ? [$"{file} has {lines} lines; the limit is {LongestFileInLines}: one idea a file"]
            : []);

    [Fact]
    public void SourceFiles_HaveNoRegionsAndNoLooseEnds() => AssertNone("*.cs", (file, text) =>
        LooseEnd().Matches(text).Select(match => $"{file}: {match.Value.Trim()}: split the file, or give the issue's number"));

    [Fact]
    public void TextFiles_NameNoMachine() => AssertNone("*.*", (file, text) =>
        MachinePath().Matches(text).Select(match => $"{file}: {match.Value} is a path of one machine; say it another way"));

    [Fact]
    public void Documents_HaveOneTitle() => AssertNone("*.md", (file, text) =>
        CodeBlock().Replace(text, "").Split('\n').Count(line => line.StartsWith("# ", StringComparison.Ordinal)) is var titles and not 1
            ? [$"{file} has {titles} titles (# ...); a document has one"]
            : []);

    [Fact]
    public void Scenarios_AreAllListedInTheirReadme()
    {
        var readme = File.ReadAllText(RepositoryRoot.File("scenarios", "README.md"));
        var orphans = SourceTree.Files("*.yaml")
            .Select(Path.GetFileName)
            .Where(name => !readme.Contains(name!, StringComparison.Ordinal));

        Assert.Empty(orphans);
    }

    [Fact]
    public async Task Format_IsWhatTheFormatterWrites()
    {
        // Inside the test command, because a style that is not checked with the tests is not kept.
        var start = new ProcessStartInfo("dotnet", ["format", "Emulator.sln", "--verify-no-changes", "--no-restore"])
        {
            WorkingDirectory = RepositoryRoot.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var format = Process.Start(start)!;
        var output = format.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = format.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await format.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(format.ExitCode == 0, $"Run: dotnet format Emulator.sln\n{await output}\n{await error}");
    }

    private static void AssertNone(string pattern, Func<string, string, IEnumerable<string>> find)
    {
        var found = SourceTree.Files(pattern)
            .Where(file => Path.GetExtension(file) is ".cs" or ".md" or ".yaml" or ".json" or ".csproj" or ".props" or ".txt" or ".sln")
            .SelectMany(file => find(SourceTree.Relative(file), File.ReadAllText(file)));

        Assert.Empty(found);
    }

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(\w+(?:Helper|Helpers|Manager|Util|Utils|Utility|Common|Impl|Base|Info))\b")]
    private static partial Regex VagueTypeName();

    [GeneratedRegex(@"^\s*(?:#region\b.*|//\s*(?:TODO|FIXME|HACK|XXX)\b(?!\s*#\d).*)$", RegexOptions.Multiline)]
    private static partial Regex LooseEnd();

    [GeneratedRegex(@"(?<![\w.])/(?:work|root|tmp/wt|home/\w+)/[\w.\-/]*")]
    private static partial Regex MachinePath();

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();
}
