using System.Text;

namespace ProviderClients.Audit;

/// <summary>Appends audit lines to a file; each line is handed to the operating system before the next call goes on.</summary>
public sealed class FileAuditSink : IAuditSink, IDisposable
{
    private readonly StreamWriter _writer;

    /// <summary>Opens or creates the file; its folder is created.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public FileAuditSink(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        LastHash = AuditChain.LastHashOf(path);
        _writer = new StreamWriter(path, append: true, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>The hash of the last line that was there already, so that a restart goes on with the same chain.</summary>
    internal string? LastHash { get; }

    /// <inheritdoc/>
    public void Write(string line) => _writer.WriteLine(line);

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();
}
