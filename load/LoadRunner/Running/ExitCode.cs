namespace LoadRunner.Running;

/// <summary>What the process ends with; the same numbers in every program of the project.</summary>
internal static class ExitCode
{
    public const int Clean = 0;
    public const int Findings = 1;
    public const int UnusableInput = 2;
    public const int Void = 3;
    public const int Interrupted = 130;
}
