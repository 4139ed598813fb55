namespace Emulator.Faults;

/// <summary>The callback comes more often than once.</summary>
internal sealed record DuplicateCallbackFault(int Times, string Reason) : CallbackFault(FaultKind.DuplicateCallback, Reason);
