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
            if (ReadBounded(whole) is not { } file)
            {
                problem = $"the picture {path} is larger than 32 MiB; take a smaller one";
                return null;
            }

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

    /// <summary>The file, or <see langword="null"/> when there is more than can be kept; not every file knows its length.</summary>
    private static byte[]? ReadBounded(string path)
    {
        using var stream = System.IO.File.OpenRead(path);
        using MemoryStream file = new();
        var buffer = new byte[81920];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            file.Write(buffer.AsSpan(0, read));
            if (file.Length > MaxBytes)
            {
                return null;
            }
        }

        return file.ToArray();
    }
}
