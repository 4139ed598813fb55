namespace LoadRunner.Benching;

/// <summary>A scenario file that is gone when the bench is over.</summary>
internal sealed class TemporaryScenario : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bench-");

    public TemporaryScenario(string text) => File.WriteAllText(Path, text);

    public string Path => System.IO.Path.Combine(_folder.FullName, "bench.yaml");

    /// <summary>The path of another file in the same folder, which goes with it.</summary>
    public string Beside(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
