using System.Reflection;

namespace ProviderClients.Tests;

/// <summary>A changed public surface is a visible difference in review.</summary>
public sealed class PublicApiTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void PublicSurface_IsTheListedOne()
    {
        var lines = typeof(ProviderException).Assembly.GetExportedTypes()
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => type.GetMembers(Declared)
                .Where(member => member is not (MethodInfo { IsSpecialName: true } or FieldInfo { IsSpecialName: true }))
                .Select(member => $"{type.FullName}: {member.MemberType} {member}")
                .Order(StringComparer.Ordinal)
                .Prepend(type.FullName!));

        Golden.CheckFile(string.Join('\n', lines), RepositoryRoot.File("src", "PublicApi.txt"));
    }
}
