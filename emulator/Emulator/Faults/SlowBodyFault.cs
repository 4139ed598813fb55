using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>The body trickles.</summary>
internal sealed record SlowBodyFault(int BytesPerSecond, string Reason) : Fault(FaultKind.SlowBody, Reason)
{
    private const int WritesPerSecond = 10;

    public override Reply? Alter(Exchange exchange, Reply reply)
    {
        var length = reply.ContentLength;
        reply.WithPieces(Trickle(reply.Pieces));
        return length is { } promised ? reply.ClaimLength(promised) : reply;
    }

    private IEnumerable<ReplyPiece> Trickle(IEnumerable<ReplyPiece> pieces)
    {
        var size = Math.Max(1, BytesPerSecond / WritesPerSecond);
        foreach (var piece in pieces)
        {
            var wait = piece.Wait;
            for (var start = 0; start < piece.Bytes.Length || start == 0; start += size)
            {
                var part = piece.Bytes[start..Math.Min(start + size, piece.Bytes.Length)];
                wait += TimeSpan.FromSeconds((double)part.Length / BytesPerSecond);
                yield return new ReplyPiece(part, wait, piece.IsLast && start + size >= piece.Bytes.Length);
                wait = TimeSpan.Zero;
            }
        }
    }
}
