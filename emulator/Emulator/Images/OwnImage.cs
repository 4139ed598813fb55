namespace Emulator.Images;

/// <summary>A picture's file that a scenario answers with, read once.</summary>
/// <param name="Path">As the scenario names it.</param>
/// <param name="Format">What it is, by its own first bytes.</param>
/// <param name="File">The file.</param>
internal sealed record OwnImage(string Path, ImageHeader Format, byte[] File)
{
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="path">As the scenario names it.</param>
    /// <param name="folder">The scenario's folder.</param>
    /// <param name="problem">Why it cannot be used, and what to do.</param>
    public static OwnImage? Read(string path, string folder, out string problem)
    {
        problem = "";
        var whole = System.IO.Path.Combine(folder, path);
        try
        {
            if (new FileInfo(whole) is { Exists: true, Length: > MaxBytes })
            {
                problem = $"the picture {path} is larger than 32 MiB; take a smaller one";
                return null;
            }

            var file = System.IO.File.ReadAllBytes(whole);
            if (ImageHeader.Read(file) is { } header)
            {
                return new OwnImage(path, header, file);
            }

            problem = $"the file {path} is no PNG, JPEG, WebP or GIF; take one that is";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"the picture {path} cannot be read; write its path from the scenario's folder";
        }

        return null;
    }
}
