namespace Emulator.Faults;

/// <summary>The callback comes later than the job's end.</summary>
internal sealed record LateCallbackFault(TimeSpan Lateness, string Reason) : CallbackFault(FaultKind.LateCallback, Reason);
