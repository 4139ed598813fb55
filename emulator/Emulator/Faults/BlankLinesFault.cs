using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>Blank lines before the body: what a provider sends to keep a connection alive and some parsers fall over.</summary>
internal sealed record BlankLinesFault(int Lines, string Reason) : Fault(FaultKind.BlankLines, Reason)
{
    public override Reply? Alter(Exchange exchange, Reply reply) => reply.IsStream
        ? reply.WithPieces(reply.Pieces.Prepend(new ReplyPiece(Of(Lines), TimeSpan.Zero, IsLast: false)))
        : reply.WithBody((byte[])[.. Of(Lines), .. reply.WholeBody()]);

    public static byte[] Of(int lines)
    {
        var bytes = new byte[lines];
        bytes.AsSpan().Fill((byte)'\n');
        return bytes;
    }
}
