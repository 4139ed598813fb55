using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>One event of the stream is only half there, and the stream goes on.</summary>
/// <param name="Frame">Which event, counted from 1; the one in the middle where nothing is said.</param>
/// <param name="Reason">Why it was planned.</param>
internal sealed record BrokenFrameFault(int? Frame, string Reason) : Fault(FaultKind.BrokenFrame, Reason)
{
    public override Reply? Alter(Exchange exchange, Reply reply) => EventStream.Of(reply, Frame) is { } stream
        ? reply.WithPieces([.. stream.Before, stream.Chosen with { Bytes = Half(stream.Chosen.Bytes) }, .. stream.After])
        : null;

    private static ReadOnlyMemory<byte> Half(ReadOnlyMemory<byte> frame) =>
        (byte[])[.. frame.Span[..(frame.Length / 2)], (byte)'\n', (byte)'\n'];
}
