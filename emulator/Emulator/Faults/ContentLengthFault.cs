using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>
/// Content-Length is wrong. Beyond the truth, the connection closes before so much has come; below it, the client sees a
/// body that ends too early.
/// </summary>
internal sealed record ContentLengthFault(int ByBytes, string Reason) : Fault(FaultKind.ContentLength, Reason)
{
    public override Reply? Alter(Exchange exchange, Reply reply)
    {
        var body = reply.WholeBody();
        var claimed = Math.Max(0, (long)body.Length + ByBytes);
        return claimed <= body.Length
            ? reply.WithBody(body.AsMemory(0, (int)claimed)).ClaimLength(claimed)
            : reply.ClaimLength(claimed);
    }
}
