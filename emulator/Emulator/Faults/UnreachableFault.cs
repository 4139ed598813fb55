namespace Emulator.Faults;

/// <summary>
/// Nobody listens: the dialect's own port refuses connections, as a crashed server's does. A request that got through on the
/// common port, or in the same process, finds its connection closed instead.
/// </summary>
internal sealed record UnreachableFault(string Reason)
    : ConnectionFault(FaultKind.Unreachable, BreakPhase.Accept, AfterBytes: null, Reason);
