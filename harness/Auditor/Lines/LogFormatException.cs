namespace Auditor.Lines;

/// <summary>A journal or audit log cannot be judged because lines of it cannot be read.</summary>
internal sealed class LogFormatException(IReadOnlyList<LineProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<LineProblem> Problems { get; } = problems;
}

/// <summary>One thing that is wrong with a log, where, and what to do about it.</summary>
/// <param name="File">The log's name as it was given.</param>
/// <param name="Line">The line, 1 first; 0 when the file as a whole is meant.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record LineProblem(string File, long Line, string What, string Remedy)
{
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {What}; {Remedy}." : $"{File}: {What}; {Remedy}.";
}
