using System.Runtime.CompilerServices;

namespace TestKit;

/// <summary>Finds the checkout that the tests were built from.</summary>
public static class RepositoryRoot
{
    /// <summary>The folder that holds <c>Emulator.sln</c>.</summary>
    public static string Folder { get; } = Find();

    /// <summary>A path inside the checkout.</summary>
    /// <param name="parts">Folder and file names, outermost first.</param>
    public static string File(params string[] parts) => Path.Combine([Folder, .. parts]);

    private static string Find([CallerFilePath] string here = "")
    {
        for (var folder = new DirectoryInfo(Path.GetDirectoryName(here)!); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Emulator.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Emulator.sln above {here}: run the tests from the checkout they were built in.");
    }
}
