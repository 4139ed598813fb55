using Emulator.Jobs;

namespace Emulator.Faults;

/// <summary>The provider's content policy refuses the job, where and how the provider does that.</summary>
internal sealed record ModeratedJobFault(string Reason) : JobFault(FaultKind.ModeratedJob, JobFate.Moderated, Reason);
