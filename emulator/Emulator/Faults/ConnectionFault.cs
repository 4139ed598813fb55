namespace Emulator.Faults;

/// <summary>A fault after which nothing more of the answer comes.</summary>
internal abstract record ConnectionFault(FaultKind Kind, BreakPhase Phase, long? AfterBytes, string Reason)
    : Fault(Kind, Reason)
{
    /// <summary>How many bytes of a body of a given length still come; at least one byte never does.</summary>
    public long BytesOf(long bodyLength) => Math.Clamp(
        Phase switch
        {
            BreakPhase.MidStream => AfterBytes ?? bodyLength / 2,
            BreakPhase.LastByte => bodyLength - 1,
            _ => 0,
        },
        0,
        Math.Max(0, bodyLength - 1));
}
