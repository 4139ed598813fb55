using System.Text.RegularExpressions;

namespace Harness.Tests.Architecture;

/// <summary>Dialects stand beside each other and never lean on one another; the neutral rooms know none of them.</summary>
public sealed partial class DialectTests
{
    private static readonly string Server = RepositoryRoot.File("emulator", "Emulator");

    private static readonly string[] EmulatorRooms = ["Endpoints", "Wire", "Errors", "Replies", "Limits"];

    private static readonly string[] ClientRooms = ["Client", "Options", "Wire", "Errors", "ServiceCollectionExtensions"];

    private static readonly string[] Providers = ["DeepSeek", "NanoBanana", "Flux"];

    public static TheoryData<string, string> EmulatorDialects => Dialects(Server);

    public static TheoryData<string, string> ClientDialects => Dialects(RepositoryRoot.File("src", "ProviderClients"));

    [Theory]
    [MemberData(nameof(EmulatorDialects))]
    public void EmulatorDialect_HasTheFiveRooms(string provider, string dialect) =>
        AssertRooms(Path.Combine(Server, provider, dialect), EmulatorRooms);

    [Theory]
    [MemberData(nameof(ClientDialects))]
    public void ClientDialect_HasTheFiveRooms(string provider, string dialect) =>
        AssertRooms(RepositoryRoot.File("src", "ProviderClients", provider, dialect), ClientRooms);

    [Theory]
    [MemberData(nameof(EmulatorDialects))]
    public void EmulatorDialect_NamesNoOtherDialect(string provider, string dialect)
    {
        var own = $"{provider}.{dialect}";
        var leaning = Directory.EnumerateFiles(Path.Combine(Server, provider, dialect), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => DialectNamespace().Matches(File.ReadAllText(file))
                .Select(match => match.Groups[1].Value)
                .Where(named => named != own)
                .Select(named => $"{SourceTree.Relative(file)} names {named}"));

        Assert.Empty(leaning);
    }

    [Fact]
    public void NeutralRooms_NameNoDialect()
    {
        var leaning = Directory.EnumerateDirectories(Server)
            .Where(room => !Providers.Contains(Path.GetFileName(room)))
            .SelectMany(room => Directory.EnumerateFiles(room, "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => DialectNamespace().Matches(File.ReadAllText(file))
                .Select(match => $"{SourceTree.Relative(file)} names {match.Groups[1].Value}"));

        Assert.Empty(leaning);
    }

    private static TheoryData<string, string> Dialects(string project)
    {
        TheoryData<string, string> dialects = [];
        foreach (var provider in Providers.Where(provider => Directory.Exists(Path.Combine(project, provider))))
        {
            foreach (var dialect in Directory.EnumerateDirectories(Path.Combine(project, provider)).Order())
            {
                dialects.Add(provider, Path.GetFileName(dialect));
            }
        }

        return dialects;
    }

    private static void AssertRooms(string folder, string[] rooms)
    {
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .ToList();

        Assert.All(rooms, room => Assert.Contains(files, file => file.EndsWith(room, StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"\b(?:Emulator\.)?((?:DeepSeek|NanoBanana|Flux)\.(?:Chat|Native|TaskApi|Gemini|Bfl|ImagePig))\b")]
    private static partial Regex DialectNamespace();
}
