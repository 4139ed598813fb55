namespace Harness.Commands;

/// <summary>The exit codes of every program of this project.</summary>
internal static class ExitCode
{
    public const int Clean = 0;
    public const int Findings = 1;
    public const int UnusableInput = 2;
    public const int Void = 3;
    public const int Interrupted = 130;

    public const string Explained =
        "Exit codes: 0 clean, 1 findings, 2 unusable input, 3 run void, 130 interrupted (reports are still written).";
}
