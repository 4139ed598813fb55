namespace Emulator.Faults;

/// <summary>The callback comes at once, before the job is over.</summary>
internal sealed record EarlyCallbackFault(string Reason) : CallbackFault(FaultKind.EarlyCallback, Reason);
