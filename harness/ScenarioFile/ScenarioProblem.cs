namespace ScenarioFile;

/// <summary>One thing wrong with a scenario file: where it stands, what it is and what to do about it.</summary>
/// <param name="Place">File, line and column, both counted from 1.</param>
/// <param name="Path">The keys that lead to it, <c>emulator.dialects.DeepSeek/Chat.failureRate</c> for example.</param>
/// <param name="What">What is wrong, without a full stop.</param>
/// <param name="Remedy">What to write instead, without a full stop.</param>
internal sealed record ScenarioProblem(ScenarioPlace Place, string Path, string What, string Remedy)
{
    public override string ToString() =>
        Path.Length == 0 ? $"{Place}: {What}; {Remedy}." : $"{Place}: {Path}: {What}; {Remedy}.";
}

/// <summary>A position in a scenario file; line and column count from 1.</summary>
internal readonly record struct ScenarioPlace(string File, long Line, long Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}
