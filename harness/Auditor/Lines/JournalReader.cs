namespace Auditor.Lines;

/// <summary>Reads an emulator's journal line by line.</summary>
internal static class JournalReader
{
    /// <summary>Reads a file as it is enumerated.</summary>
    /// <exception cref="LogFormatException">The file or lines of it cannot be read.</exception>
    public static IEnumerable<JournalLine> ReadFile(string path)
    {
        using var stream = LineReader<JournalLine>.Open(path);
        foreach (var line in Read(stream, path))
        {
            yield return line;
        }
    }

    /// <summary>Reads a stream as it is enumerated; the name is for messages.</summary>
    /// <exception cref="LogFormatException">Lines cannot be read; thrown after the last one.</exception>
    public static IEnumerable<JournalLine> Read(Stream stream, string name)
    {
        var lines = new LineReader<JournalLine>(name, LineJsonContext.Default.JournalLine, line => line.Complaint());
        HashSet<long> seen = [];
        foreach (var (line, raw) in lines.Read(stream))
        {
            if (seen.Add(line.Seq))
            {
                yield return line;
            }
            else
            {
                lines.Refuse(
                    raw.Number, $"seq {line.Seq} was used by an earlier line", "judge the journal of each run by itself");
            }
        }
    }
}
