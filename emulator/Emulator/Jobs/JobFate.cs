namespace Emulator.Jobs;

/// <summary>What becomes of a job, decided when it is submitted.</summary>
internal enum JobFate
{
    Done,
    Failed,
    Moderated,
    Stuck,
}
