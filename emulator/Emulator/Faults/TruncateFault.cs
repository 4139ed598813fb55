using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>The body ends too early and its framing says that this was all; nothing but its content can tell.</summary>
/// <param name="AfterBytes">How many bytes come; half of them where nothing is said.</param>
/// <param name="Reason">Why it was planned.</param>
internal sealed record TruncateFault(long? AfterBytes, string Reason) : Fault(FaultKind.Truncate, Reason)
{
    public override Reply? Alter(Exchange exchange, Reply reply)
    {
        if (!reply.IsStream)
        {
            var body = reply.WholeBody();
            return body.Length == 0 ? null : reply.WithBody(body.AsMemory(0, LengthOf(body.Length)));
        }

        var left = LengthOf(reply.WholeBody().Length);
        List<ReplyPiece> kept = [];
        foreach (var piece in reply.Pieces)
        {
            var length = Math.Min(left, piece.Bytes.Length);
            kept.Add(piece with { Bytes = piece.Bytes[..length], IsLast = length == left });
            left -= length;
            if (left == 0)
            {
                break;
            }
        }

        return reply.WithPieces(kept);
    }

    private int LengthOf(int whole) => (int)Math.Min(AfterBytes ?? whole / 2, Math.Max(0, whole - 1));
}
