namespace Auditor.Lines;

/// <summary>Reads a client's audit log and follows its chain of hashes.</summary>
internal static class AuditReader
{
    /// <exception cref="LogFormatException">The file or lines of it cannot be read.</exception>
    public static AuditLog ReadFile(string path)
    {
        using var stream = LineReader<AuditLine>.Open(path);
        return Read(stream, path);
    }

    /// <exception cref="LogFormatException">Lines cannot be read.</exception>
    public static AuditLog Read(Stream stream, string name)
    {
        var reader = new LineReader<AuditLine>(name, LineJsonContext.Default.AuditLine, line => line.Complaint());
        var chain = new HashChain();
        List<AuditLine> lines = [];
        List<BrokenLink> broken = [];
        foreach (var (line, raw) in reader.Read(stream))
        {
            lines.Add(line);
            if (chain.Follow(line, raw.Bytes.Span) is { } problem)
            {
                broken.Add(new BrokenLink(raw.Number, line.EndedNs, problem));
            }
        }

        return new AuditLog(name, lines, broken);
    }
}
