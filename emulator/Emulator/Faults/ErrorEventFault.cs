using System.Text;
using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>An event in the stream is the dialect's error, and nothing follows it.</summary>
/// <param name="Status">The status whose error it is.</param>
/// <param name="Frame">Which event, counted from 1; the one in the middle where nothing is said.</param>
/// <param name="Reason">Why it was planned.</param>
internal sealed record ErrorEventFault(int Status, int? Frame, string Reason) : Fault(FaultKind.ErrorEvent, Reason)
{
    public override Reply? Alter(Exchange exchange, Reply reply)
    {
        if (EventStream.Of(reply, Frame) is not { } stream)
        {
            return null;
        }

        var refused = exchange.Served.Dialect.Refuse(exchange, new FaultRefusal(Status, RetryAfter: null, Reason));
        var body = Encoding.UTF8.GetString(refused.WholeBody()).ReplaceLineEndings(" ");
        return reply.WithPieces([.. stream.Before, new ReplyPiece(EventFrame.Of(body), stream.Chosen.Wait, IsLast: true)]);
    }
}
