using Emulator.Jobs;

namespace Emulator.Faults;

/// <summary>The job never ends: it runs as long as anybody cares to ask, and keeps its place among the active jobs.</summary>
internal sealed record StuckJobFault(string Reason) : JobFault(FaultKind.StuckJob, JobFate.Stuck, Reason);
