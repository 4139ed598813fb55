namespace LoadRunner.Running;

/// <summary>The run cannot take place; the message is one sentence for the person at the terminal.</summary>
/// <param name="exitCode">What the process ends with.</param>
/// <param name="message">What was wrong, where, and what to do.</param>
internal sealed class LoadRunException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
