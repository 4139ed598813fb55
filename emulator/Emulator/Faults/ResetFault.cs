namespace Emulator.Faults;

/// <summary>The connection is torn down with a reset (RST), as by a crash or a gateway that gives up.</summary>
internal sealed record ResetFault(BreakPhase Phase, long? AfterBytes, string Reason)
    : ConnectionFault(FaultKind.Reset, Phase, AfterBytes, Reason);
