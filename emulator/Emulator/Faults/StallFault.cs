namespace Emulator.Faults;

/// <summary>
/// The answer falls silent and the connection stays open: for a time and then closed, or, without a time, until the client goes.
/// </summary>
internal sealed record StallFault(BreakPhase Phase, long? AfterBytes, TimeSpan? Silence, string Reason)
    : ConnectionFault(FaultKind.Stall, Phase, AfterBytes, Reason);
