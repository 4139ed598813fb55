namespace Emulator.Faults;

/// <summary>The callback's signature is not the right one.</summary>
internal sealed record BadSignatureFault(string Reason) : CallbackFault(FaultKind.BadSignature, Reason);
