using Emulator.Jobs;

namespace Emulator.Faults;

/// <summary>The job runs and fails.</summary>
internal sealed record FailedJobFault(string Reason) : JobFault(FaultKind.FailedJob, JobFate.Failed, Reason);
