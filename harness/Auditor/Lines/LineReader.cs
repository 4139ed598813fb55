using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Auditor.Lines;

/// <summary>
/// Reads one line format strictly. Lines that cannot be read are collected and refused together at the end,
/// because a verdict over part of the evidence would be none.
/// </summary>
internal sealed class LineReader<T>(string name, JsonTypeInfo<T> format, Func<T, string?> complaint)
    where T : class
{
    /// <summary>So many problems are collected before reading stops.</summary>
    public const int MaxProblems = 20;

    private readonly List<LineProblem> _problems = [];

    /// <summary>Every good line with its bytes; throws after the last one if any line was bad.</summary>
    public IEnumerable<(T Line, RawLine Raw)> Read(Stream stream)
    {
        foreach (var raw in RawLines.Of(stream))
        {
            if (Parse(raw) is { } line)
            {
                yield return (line, raw);
            }
        }

        if (_problems.Count > 0)
        {
            throw new LogFormatException(_problems);
        }
    }

    public void Refuse(long line, string what, string remedy)
    {
        _problems.Add(new LineProblem(name, line, what, remedy));
        if (_problems.Count == MaxProblems)
        {
            throw new LogFormatException(_problems);
        }
    }

    /// <summary>Opens a log; what the system says against it becomes a problem of ours.</summary>
    public static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LogFormatException([new LineProblem(path, 0, "there is no such file", "check the path")]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LogFormatException(
                [new LineProblem(path, 0, "the file cannot be read", "check that it is a file and its permissions")]);
        }
    }

    private T? Parse(RawLine raw)
    {
        if (raw.IsTooLong)
        {
            const int MaxKibibytes = RawLines.MaxLineBytes / 1024;
            Refuse(raw.Number, $"the line is longer than {MaxKibibytes} KiB", "check that this is a log of one object a line");
            return null;
        }

        try
        {
            var line = JsonSerializer.Deserialize(raw.Bytes.Span, format) ?? throw new JsonException();
            if (complaint(line) is not { } what)
            {
                return line;
            }

            Refuse(raw.Number, what, LineDiagnosis.Remedy);
        }
        catch (JsonException e)
        {
            var (what, remedy) = LineDiagnosis.Explain(raw, format, e);
            Refuse(raw.Number, what, remedy);
        }

        return null;
    }
}
