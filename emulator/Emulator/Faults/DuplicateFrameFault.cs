using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>One event of the stream comes twice.</summary>
/// <param name="Frame">Which event, counted from 1; the one in the middle where nothing is said.</param>
/// <param name="Reason">Why it was planned.</param>
internal sealed record DuplicateFrameFault(int? Frame, string Reason) : Fault(FaultKind.DuplicateFrame, Reason)
{
    public override Reply? Alter(Exchange exchange, Reply reply) => EventStream.Of(reply, Frame) is { } stream
        ? reply.WithPieces([.. stream.Before, stream.Chosen, stream.Chosen with { Wait = TimeSpan.Zero }, .. stream.After])
        : null;
}
