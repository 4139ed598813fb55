namespace Emulator.Faults;

/// <summary>The callback never comes.</summary>
internal sealed record LostCallbackFault(string Reason) : CallbackFault(FaultKind.LostCallback, Reason);
