namespace ScenarioFile;

/// <summary>Says that a scenario file cannot be used, with every problem that was found in it.</summary>
internal sealed class ScenarioFormatException(IReadOnlyList<ScenarioProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<ScenarioProblem> Problems { get; } = problems;
}
