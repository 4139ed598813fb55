namespace Emulator.Faults;

/// <summary>Where in an answer a connection breaks or falls silent.</summary>
internal enum BreakPhase
{
    /// <summary>At once, before any work is done.</summary>
    Accept,

    /// <summary>When the answer is due, in place of its head.</summary>
    Headers,

    /// <summary>After the head, before the first byte of the body.</summary>
    FirstByte,

    /// <summary>After half of the body, or after as many bytes as are asked for.</summary>
    MidStream,

    /// <summary>Before the last byte of the body.</summary>
    LastByte,
}
