namespace Emulator.Faults;

/// <summary>The server closes the connection in the ordinary way (FIN), with the answer unfinished.</summary>
internal sealed record CloseFault(BreakPhase Phase, long? AfterBytes, string Reason)
    : ConnectionFault(FaultKind.Close, Phase, AfterBytes, Reason);
