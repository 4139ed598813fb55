using Emulator.Exchanges;

namespace Emulator.Faults;

/// <summary>The JSON of the answer is broken: its first quotation mark is missing.</summary>
internal sealed record GarbleFault(string Reason) : Fault(FaultKind.Garble, Reason)
{
    public override Reply? Alter(Exchange exchange, Reply reply)
    {
        if (reply.IsStream || EventFrame.Parse(reply.WholeBody()) is null)
        {
            return null;
        }

        var body = reply.WholeBody();
        var quote = Array.IndexOf(body, (byte)'"');
        return quote < 0 ? reply.WithBody(body.AsMemory(1)) : reply.WithBody((byte[])[.. body[..quote], .. body[(quote + 1)..]]);
    }
}
