namespace Harness.Tests.Architecture;

/// <summary>The checkout's own files, without what builds and runs leave behind.</summary>
internal static class SourceTree
{
    private static readonly string[] NotOurs = ["artifacts", "bin", "obj", "out", ".git", ".vs", ".idea"];

    public static IEnumerable<string> Files(string pattern) => Files(RepositoryRoot.Folder, pattern);

    public static string Relative(string file) => Path.GetRelativePath(RepositoryRoot.Folder, file).Replace('\\', '/');

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Concat(
            Directory.EnumerateDirectories(folder)
                .Where(child => !NotOurs.Contains(Path.GetFileName(child)))
                .SelectMany(child => Files(child, pattern)));
}
